using System.Diagnostics;

namespace FedScaler.Packaging.Tests.Support;

/// <summary>A program that may be on PATH, and need not be: helm, kubectl.</summary>
internal sealed class Tool(string name)
{
    public static readonly Tool Helm = new("helm");
    public static readonly Tool Kubectl = new("kubectl");
    public static readonly Tool Dotnet = new("dotnet");

    private readonly string? _path =
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Select(folder => Path.Combine(folder, name)).FirstOrDefault(File.Exists);

    public bool IsThere => _path != null;

    /// <summary>Runs it in the root of the repository to its end.</summary>
    public async Task<(int ExitCode, string Output, string Error)> TryAsync(params string[] arguments)
    {
        Assert.SkipWhen(_path is null, $"{name} is not on PATH");
        using var process = Process.Start(new ProcessStartInfo(_path!, arguments)
        {
            WorkingDirectory = RepositoryFiles.Root,
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var error = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, output, await error);
    }

    /// <summary>What it prints; throws with what it complains of when it fails.</summary>
    public async Task<string> RunAsync(params string[] arguments)
    {
        var (exitCode, output, error) = await TryAsync(arguments);
        return exitCode == 0 ? output : throw new InvalidOperationException($"{name} {string.Join(' ', arguments)}\nended with {exitCode}:\n{error}{output}");
    }
}
