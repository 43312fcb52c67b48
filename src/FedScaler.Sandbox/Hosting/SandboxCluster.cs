using FedScaler.Sandbox.ApiServer;
using FedScaler.Sandbox.Faults;
using FedScaler.Sandbox.Json;
using FedScaler.Sandbox.Storage;

namespace FedScaler.Sandbox.Hosting;

/// <summary>One cluster of the sandbox: what it remembers, its API server, its faults, and what makes it live.</summary>
public sealed class SandboxCluster : IAsyncDisposable
{
    private readonly List<IDisposable> _controllers = [];
    private IClusterSimulation? _simulation;

    internal SandboxCluster(string name, SandboxOptions options, ServerCertificate? certificate, int seed)
    {
        Name = name;
        Store = new ClusterStore(options.Time, seed, options.HistoryLimit);
        SystemNamespaces.Create(Store, options.Time.GetUtcNow().ToKubernetesTime());
        Server = new SandboxApiServer(Store, options.Time, certificate, adminToken: $"{name}-admin");
        if (!options.RunControllers) return;
        _controllers.Add(new GarbageCollector(Store, options.Time));
        _controllers.Add(new NamespaceController(Store, options.Time));
    }

    public string Name { get; }

    public ClusterStore Store { get; }

    public SandboxApiServer Server { get; }

    public ServerFaults Faults => Server.Faults;

    /// <summary>The kubeconfig of an administrator of this cluster, as YAML.</summary>
    public string Kubeconfig => KubeconfigOf(Server.AdminToken);

    /// <summary>The kubeconfig of whoever the token is, as YAML.</summary>
    public string KubeconfigOf(string token) => Hosting.Kubeconfig.Write(Name, Server, token);

    /// <summary>Lets a simulation live in this cluster, until the cluster is disposed of.</summary>
    public void Simulate(IClusterSimulation simulation)
    {
        _simulation?.Dispose();
        _simulation = simulation;
        simulation.Start();
    }

    /// <summary>Kills the API server: connections break, nothing listens. The store and the simulation go on.</summary>
    public Task KillAsync() => Server.StopAsync();

    /// <summary>Starts the API server again on its port, with the state it had or an older one.</summary>
    /// <param name="state">What the cluster is set back to; null: nothing is lost. Its watch history is lost either way.</param>
    public async Task RestartAsync(StoreSnapshot? state = null, CancellationToken cancellationToken = default)
    {
        await Server.StopAsync();
        if (state is not null) Store.Restore(state);
        else Store.ForgetHistory();
        await Server.StartAsync(cancellationToken);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        _simulation?.Dispose();
        foreach (var controller in _controllers) controller.Dispose();
        await Server.DisposeAsync();
    }
}
