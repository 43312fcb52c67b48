using System.Collections.Concurrent;
using System.Diagnostics;

namespace FedScaler.EndToEnd.Tests.Harness;

/// <summary>A real <c>fedscaler run</c> of this build, that takes part in the election.</summary>
internal sealed class ServiceProcess : IAsyncDisposable
{
    private readonly ConcurrentQueue<string> _lines = new();
    private readonly Process _process;

    public ServiceProcess(string kubeconfig)
    {
        var start = new ProcessStartInfo(
            Path.Combine(AppContext.BaseDirectory, "fedscaler"),
            ["run", "--kubeconfig", kubeconfig, "--leader-elect", "--allow-loopback-members", "--metrics-address", "none"])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["DOTNET_ROOT"] = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(typeof(object).Assembly.Location)!, "..", "..", ".."));
        _process = Process.Start(start)!;
        _process.OutputDataReceived += Keep;
        _process.ErrorDataReceived += Keep;
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    public bool HasExited => _process.HasExited;

    public int ExitCode => _process.ExitCode;

    /// <summary>What it said so far.</summary>
    public IReadOnlyList<string> Lines => [.. _lines];

    public bool Says(string text) => _lines.Any(line => line.Contains(text, StringComparison.Ordinal));

    /// <summary>Returns when the signal has been sent.</summary>
    /// <param name="name">As kill(1) knows it: STOP, CONT, TERM.</param>
    public async Task SignalAsync(string name)
    {
        using var kill = Process.Start(new ProcessStartInfo("bash", ["-c", $"kill -{name} {_process.Id}"]) { UseShellExecute = false })!;
        await kill.WaitForExitAsync();
        kill.ExitCode.ShouldBe(0);
    }

    public async ValueTask DisposeAsync()
    {
        // Also one that is stopped.
        if (!_process.HasExited) _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    private void Keep(object sender, DataReceivedEventArgs line)
    {
        if (line.Data is { } text) _lines.Enqueue(text);
    }
}
