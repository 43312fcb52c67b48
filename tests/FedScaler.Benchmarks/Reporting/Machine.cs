using System.Globalization;
using System.Runtime.InteropServices;

namespace FedScaler.Benchmarks.Reporting;

/// <summary>The machine that the figures were taken on.</summary>
internal static class Machine
{
    public static string Describe() => string.Create(
        CultureInfo.InvariantCulture,
        $"{Environment.ProcessorCount} cores ({Processor()}), {RuntimeInformation.FrameworkDescription}, {RuntimeInformation.RuntimeIdentifier}, workstation GC");

    private static string Processor()
    {
        const string Information = "/proc/cpuinfo";
        if (!File.Exists(Information)) return RuntimeInformation.ProcessArchitecture.ToString();
        var line = File.ReadLines(Information).FirstOrDefault(static line => line.StartsWith("model name", StringComparison.Ordinal));
        return line is null ? RuntimeInformation.ProcessArchitecture.ToString() : line[(line.IndexOf(':', StringComparison.Ordinal) + 1)..].Trim();
    }
}
