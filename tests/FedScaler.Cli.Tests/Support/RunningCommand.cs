using System.CommandLine;

namespace FedScaler.Cli.Tests.Support;

/// <summary>A command that runs until it is told to stop.</summary>
internal sealed class RunningCommand : IAsyncDisposable
{
    private readonly CancellationTokenSource _stop = new(TimeSpan.FromSeconds(120), TimeProvider.System);
    private readonly LineSignal _output = new();
    private readonly StringWriter _error = new();
    private readonly Task<int> _run;

    public RunningCommand(params string[] args) =>
        _run = Task.Run(() => Program.RunAsync(args, TextReader.Null, new InvocationConfiguration { Output = _output, Error = _error }, _stop.Token));

    public IReadOnlyList<string> Lines => _output.Lines;

    /// <summary>Waits for a line of output.</summary>
    public async Task<string> FirstLineAsync()
    {
        if (await Task.WhenAny(_output.First, _run) == _run) throw new InvalidOperationException($"ended with {await _run}: {_error}");
        return await _output.First;
    }

    /// <summary>Tells it to stop, and waits until it has.</summary>
    public async Task<int> StopAsync()
    {
        await _stop.CancelAsync();
        return await _run;
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _stop.Dispose();
    }
}
