using FedScaler.Sandbox.ApiServer;

namespace FedScaler.Sandbox.Hosting;

/// <summary>A hub and its members in one process, each an API server on a loopback port. Nothing is registered on the hub yet.</summary>
public sealed class SandboxFleet : IAsyncDisposable
{
    private readonly ServerCertificate? _certificate;

    private SandboxFleet(SandboxOptions options)
    {
        _certificate = options.UseTls ? new ServerCertificate() : null;
        Hub = new SandboxCluster("hub", options, _certificate, Seed(options.Seed, 0));
        Members = [.. options.Members.Select((name, i) => new SandboxCluster(name, options, _certificate, Seed(options.Seed, i + 1)))];
    }

    public SandboxCluster Hub { get; }

    public IReadOnlyList<SandboxCluster> Members { get; }

    /// <summary>The hub and the members.</summary>
    public IEnumerable<SandboxCluster> Clusters => Members.Prepend(Hub);

    /// <exception cref="KeyNotFoundException">There is no cluster of that name.</exception>
    public SandboxCluster this[string name] =>
        Clusters.FirstOrDefault(cluster => cluster.Name == name) ?? throw new KeyNotFoundException($"no cluster {name} in this fleet");

    /// <summary>Makes a fleet and starts all of its API servers.</summary>
    public static async Task<SandboxFleet> StartAsync(SandboxOptions options, CancellationToken cancellationToken = default)
    {
        var fleet = new SandboxFleet(options);
        foreach (var cluster in fleet.Clusters) await cluster.Server.StartAsync(cancellationToken);
        return fleet;
    }

    /// <summary>Writes DIR/hub.kubeconfig and DIR/NAME.kubeconfig for every member; the directory is made when it is missing.</summary>
    public async Task WriteKubeconfigsAsync(string directory, CancellationToken cancellationToken = default)
    {
        Directory.CreateDirectory(directory);
        foreach (var cluster in Clusters)
            await File.WriteAllTextAsync(Path.Combine(directory, cluster.Name + ".kubeconfig"), cluster.Kubeconfig, cancellationToken);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        foreach (var cluster in Clusters) await cluster.DisposeAsync();
        _certificate?.Dispose();
    }

    /// <summary>Seeds far apart, so that two clusters do not give out the same uids.</summary>
    private static int Seed(int seed, int cluster) => unchecked((seed * 7919) + (cluster * 104_729));
}
