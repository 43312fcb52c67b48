using FedScaler.Api.ScaleIns;
using FedScaler.Terminal;

namespace FedScaler.ScaleIns.View;

/// <summary>Lines for logs and pipes: one for each change, none for what has been said.</summary>
internal sealed class PlainScaleInView(TextWriter output, TimeProvider time) : IScaleInView
{
    private readonly Dictionary<string, string> _said = new(StringComparer.Ordinal);

    /// <inheritdoc/>
    public Task RunAsync(Func<Task> follow) => follow();

    /// <inheritdoc/>
    public void Show(ScaleIn seen)
    {
        if (seen.Status is not { } status) return;
        Say("", $"phase {status.Phase}");
        foreach (var cluster in status.Clusters) Say(cluster.Name, $"{cluster.Name} {cluster.Stage}{(StatusWords.Counts(cluster) is { } counts ? $", replicas {counts}" : "")}");
        foreach (var pod in status.Pods) Say($"{pod.Cluster}/{pod.Name}", StatusWords.Of(pod));
        foreach (var wait in status.WaitsFor) Say(wait, $"waits: {wait}");
    }

    /// <inheritdoc/>
    public void Trouble(string why) => Say("trouble", $"the hub does not answer, trying on: {why}");

    private void Say(string about, string line)
    {
        if (_said.GetValueOrDefault(about) == line) return;
        _said[about] = line;
        output.WriteLine($"{time.GetUtcNow():HH:mm:ss}  {OneLine.Of(line)}");
    }
}
