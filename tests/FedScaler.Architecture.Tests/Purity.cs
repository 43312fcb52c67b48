namespace FedScaler.Architecture.Tests;

/// <summary>What Core must not touch: IO, clocks, chance, waiting, JSON, logging, dependency injection.</summary>
internal static class Purity
{
    private static readonly string[] Namespaces =
    [
        "System.IO",
        "System.Net",
        "System.Text.Json",
        "System.Threading.Tasks",
        "System.Data",
        "System.Diagnostics.Tracing",
        "Microsoft.Extensions",
        "Microsoft.AspNetCore",
    ];

    private static readonly string[] Types =
    [
        "System.TimeProvider",
        "System.Random",
        "System.Console",
        "System.Diagnostics.Stopwatch",
        "System.Diagnostics.Process",
        "System.Threading.Thread",
        "System.Threading.Timer",
        "System.Security.Cryptography.RandomNumberGenerator",
    ];

    private static readonly string[] Members =
    [
        "System.DateTime.get_Now",
        "System.DateTime.get_UtcNow",
        "System.DateTime.get_Today",
        "System.DateTimeOffset.get_Now",
        "System.DateTimeOffset.get_UtcNow",
        "System.TimeZoneInfo.get_Local",
        // Not the whole of Environment: the compiler's own iterators ask it for the thread they run on.
        "System.Environment.get_TickCount",
        "System.Environment.get_TickCount64",
        "System.Environment.get_MachineName",
        "System.Environment.get_ProcessorCount",
        "System.Environment.GetEnvironmentVariable",
        "System.Guid.NewGuid",
        "System.Guid.CreateVersion7",
    ];

    public static IEnumerable<string> Breaches(AssemblyScan assembly) =>
        assembly.Types.Where(IsForbiddenType).Concat(assembly.Members.Where(Members.Contains)).Distinct(StringComparer.Ordinal);

    private static bool IsForbiddenType(string type) =>
        Namespaces.Any(space => type.StartsWith(space + ".", StringComparison.Ordinal)) || Types.Contains(type, StringComparer.Ordinal);
}
