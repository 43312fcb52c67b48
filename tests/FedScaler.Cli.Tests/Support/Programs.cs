namespace FedScaler.Cli.Tests.Support;

/// <summary>Programs that may be there, and need not be.</summary>
internal static class Programs
{
    /// <summary>Path of a program on PATH; null where there is none.</summary>
    public static string? Find(string name) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Select(folder => Path.Combine(folder, name)).FirstOrDefault(File.Exists);
}
