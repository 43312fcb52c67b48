using FedScaler.Api;
using FedScaler.Api.Validation;
using FedScaler.Hosting.Federations;
using FedScaler.Kube.Client;
using FedScaler.Kube.Config;
using FedScaler.Kube.Models;
using FedScaler.Sandbox.ApiServer;
using FedScaler.Sandbox.Hosting;
using FedScaler.Sandbox.Karmada;
using FedScaler.Sandbox.Simulation;
using FedScaler.Sandbox.Simulation.Nodes;
using FedScaler.Sandbox.Simulation.Workloads;

namespace FedScaler.SandboxHost;

/// <summary>A hub and members that live: API servers, nodes, schedulers and HPAs in one process.</summary>
public sealed class SimulatedFleet : IAsyncDisposable
{
    private readonly List<MemberSimulation> _members = [];
    private readonly KarmadaSimulation? _karmada;
    private readonly int _seed;

    private SimulatedFleet(SandboxFleet servers, SimulatedFleetOptions options, IReadOnlyList<MemberTemplate> templates)
    {
        Servers = servers;
        _seed = options.Seed;
        for (var i = 0; i < templates.Count; i++)
        {
            var cluster = servers.Members[i];
            var settings = (options.Simulation ?? new SimulationSettings()) with { Seed = unchecked((options.Seed * 31) + i) };
            var member = new MemberSimulation(cluster.Name, cluster.Store, options.Time, settings);
            cluster.Store.Restored += member.Resynchronize;
            InstallKruise(cluster);
            CloneSetWebhook.Install(cluster);
            templates[i].Populate(cluster.Store, options.Time.GetUtcNow());
            _members.Add(member);
        }

        if (options.Federation == FederationKind.Karmada)
        {
            // The templates of a Karmada fleet are on the hub, whose API server needs to know their kinds.
            InstallKruise(servers.Hub);
            ProxyAdministration.Install(servers.Hub, SandboxApiServer.AdministratorName);
            _karmada = new(servers.Hub, servers.Members, _members, options.Time, new KarmadaSettings { Seed = options.Seed });
        }

        Simulation = new FleetSimulation(_members, _karmada);
        foreach (var type in ApiResources.All)
        {
            servers.Hub.Server.Register(
                type,
                (next, previous) => [.. ApiAdmission.Validate(type, next, previous).Select(static error => new StatusCause(error.Reason, error.Field, error.Message))],
                (next, previous) => ApiAdmission.Warnings(type, next, previous));
        }
    }

    public SandboxFleet Servers { get; }

    /// <summary>The members' controllers; they move when they are told to.</summary>
    public FleetSimulation Simulation { get; }

    /// <summary>The control loops of the hub's Karmada.</summary>
    /// <exception cref="InvalidOperationException">The fleet is a direct one.</exception>
    public KarmadaSimulation Karmada => _karmada ?? throw new InvalidOperationException("this fleet has no Karmada");

    public MemberSimulation Member(string name) => _members.Find(member => member.Name == name) ?? throw new KeyNotFoundException($"no member {name}");

    /// <summary>Starts every API server; without Bare the hub is given FedScaler's CRDs and (but under Karmada, which they join) its members, as a user would.</summary>
    public static async Task<SimulatedFleet> StartAsync(SimulatedFleetOptions options, CancellationToken cancellationToken)
    {
        var templates = MemberTemplates.Create(options.Members, options.Seed);
        var servers = await SandboxFleet.StartAsync(
            new SandboxOptions { Time = options.Time, Seed = options.Seed, Members = [.. templates.Select(static template => template.Name)], UseTls = options.UseTls },
            cancellationToken);
        var fleet = new SimulatedFleet(servers, options, templates);
        foreach (var template in templates) fleet._karmada?.Join(template.Name, template.Labels);
        if (options.Bare) return fleet;
        await using var hub = fleet.Connect("hub");
        await FleetRegistration.InstallAsync(hub, options.Namespace, cancellationToken);
        foreach (var template in options.Federation == FederationKind.Direct ? templates : [])
        {
            await FleetRegistration.RegisterAsync(
                hub, options.Namespace, template.Name, template.Labels, fleet.Servers[template.Name].Kubeconfig, cancellationToken);
        }

        return fleet;
    }

    /// <summary>A client with an administrator's rights, or those of whoever the token is.</summary>
    public KubeClient Connect(string cluster, TimeProvider? time = null, string? token = null) =>
        KubeClient.Create(
            Kubeconfig.Parse(token is null ? Servers[cluster].Kubeconfig : Servers[cluster].KubeconfigOf(token)).Resolve(), time ?? TimeProvider.System, new KubeClientOptions { JitterSeed = new JitterSeed(_seed).For(cluster) });

    public async ValueTask DisposeAsync()
    {
        await Servers.DisposeAsync();
        _karmada?.Dispose();
        foreach (var member in _members) member.Dispose();
    }

    private static void InstallKruise(SandboxCluster cluster)
    {
        cluster.Store.Create(KnownResources.CustomResourceDefinitions, CloneSetDefinition.Manifest());
        cluster.Store.Create(KnownResources.CustomResourceDefinitions, KruiseStatefulSetDefinition.Manifest());
    }
}
