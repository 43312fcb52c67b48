using System.Diagnostics.Metrics;
using System.Reflection;

namespace FedScaler.Hosting;

/// <summary>Which build runs, as a metric whose labels say it (https://www.robustperception.io/exposing-the-software-version-to-prometheus).</summary>
internal static class BuildInfo
{
    /// <summary>From the assembly: version, and the revision that the build put behind a plus sign.</summary>
    public static (string Version, string Revision) Read()
    {
        var text = typeof(BuildInfo).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "";
        var parts = text.Split('+', 2);
        return (parts[0], parts.Length > 1 ? parts[1] : "");
    }

    public static void Measure(Meter meter, string federation)
    {
        var (version, revision) = Read();
        var measurement = new Measurement<int>(1, new("version", version), new("revision", revision), new("dotnet", Environment.Version.ToString()), new("federation", federation));
        meter.CreateObservableGauge("fedscaler.build.info", () => measurement, null, "1; the labels say which build of the service runs, and over which federation.");
    }
}
