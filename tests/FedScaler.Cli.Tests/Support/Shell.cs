using System.Diagnostics;
using System.Text;

namespace FedScaler.Cli.Tests.Support;

/// <summary>Runs a README's commands as a reader would, with the program of this build on PATH.</summary>
internal sealed class Shell(string folder) : IAsyncDisposable
{
    private readonly Dictionary<string, string> _environment = new()
    {
        ["PATH"] = $"{AppContext.BaseDirectory}{Path.PathSeparator}{Environment.GetEnvironmentVariable("PATH")}",
        ["DOTNET_ROOT"] = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(typeof(object).Assembly.Location)!, "..", "..", "..")),
    };

    private readonly List<Process> _background = [];
    private readonly List<Task> _drains = [];

    public void Set(string name, string value) => _environment[name] = value;

    /// <summary>Runs a command to its end; throws with all that it said when it fails.</summary>
    public async Task<string> RunAsync(string command, CancellationToken cancellationToken)
    {
        using var process = Start(command);
        var errors = process.StandardError.ReadToEndAsync(cancellationToken);
        var output = await process.StandardOutput.ReadToEndAsync(cancellationToken);
        await process.WaitForExitAsync(cancellationToken);
        return process.ExitCode == 0 ? output + await errors : throw new InvalidOperationException($"{command}\nended with {process.ExitCode}:\n{output}{await errors}");
    }

    /// <summary>Starts a command that goes on, and waits until it says <paramref name="sign"/>.</summary>
    public async Task StartAsync(string command, string sign, CancellationToken cancellationToken)
    {
        var process = Start($"exec {command}");
        _background.Add(process);
        var said = new StringBuilder();
        while (await process.StandardOutput.ReadLineAsync(cancellationToken) is { } line)
        {
            said.AppendLine(line);
            if (!line.Contains(sign, StringComparison.Ordinal)) continue;
            // Nobody reads on, and a full pipe must not stop it.
            _drains.Add(process.StandardOutput.ReadToEndAsync(CancellationToken.None));
            _drains.Add(process.StandardError.ReadToEndAsync(CancellationToken.None));
            return;
        }

        throw new InvalidOperationException($"{command} ended before it said {sign}:\n{said}{await process.StandardError.ReadToEndAsync(cancellationToken)}");
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var process in Enumerable.Reverse(_background))
        {
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync();
        }

        await Task.WhenAll(_drains);
        foreach (var process in _background) process.Dispose();
    }

    private Process Start(string command)
    {
        var start = new ProcessStartInfo("bash", ["-euo", "pipefail", "-c", command])
        {
            WorkingDirectory = folder,
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in _environment) start.Environment[name] = value;
        return Process.Start(start)!;
    }
}
