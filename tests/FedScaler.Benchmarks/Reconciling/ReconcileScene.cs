using System.Globalization;
using System.Text.Json.Nodes;
using FedScaler.Api.Common;
using FedScaler.Api.FedHpas;
using FedScaler.Benchmarks.Splitting;
using FedScaler.Controllers.Fleet;
using FedScaler.Kube.Models;

namespace FedScaler.Benchmarks.Reconciling;

/// <summary>5,000 FedHPAs over 100 members, every share in force and the controller at rest.</summary>
internal sealed class ReconcileScene
{
    public const int FedHpas = 5000;
    private const int MostRounds = 5;

    private ReconcileScene(StubbedHub hub, StubbedFleet fleet, RunningController controller)
    {
        (Hub, Fleet, Controller) = (hub, fleet, controller);
        Keys = [.. hub.FedHpas.Keys];
        Targets = [.. Keys.Select(static key => TargetOf(key))];
    }

    public StubbedHub Hub { get; }

    public StubbedFleet Fleet { get; }

    public RunningController Controller { get; }

    public ObjectKey[] Keys { get; }

    public TargetRef[] Targets { get; }

    public int Writes => Hub.Writes + Fleet.Writes;

    /// <exception cref="InvalidOperationException">The controller did not come to rest.</exception>
    public static async Task<ReconcileScene> SetUpAsync()
    {
        var hub = new StubbedHub();
        var fleet = new StubbedFleet();
        for (var i = 0; i < FedHpas; i++)
        {
            var resource = Resource(i);
            hub.FedHpas.Add(resource);
            fleet.Add(TargetOf(resource.Metadata.Key));
        }

        var scene = new ReconcileScene(hub, fleet, await RunningController.StartAsync(hub, fleet));
        for (var round = 0; round < MostRounds; round++)
        {
            if (await scene.RoundAsync(scene.Controller) == 0) return scene;
        }

        throw new InvalidOperationException($"still writing after {MostRounds} rounds without a change");
    }

    /// <summary>Reconciles every FedHPA once and returns how many writes that took.</summary>
    public async Task<int> RoundAsync(RunningController controller)
    {
        var before = Writes;
        foreach (var key in Keys) await controller.ReconcileAsync(key);
        await controller.CatchUpAsync(Hub);
        return Writes - before;
    }

    private static TargetRef TargetOf(ObjectKey key) => new(key.Namespace!, "apps/v1", "Deployment", key.Name);

    private static FedHpa Resource(int i) => new()
    {
        Metadata = new ObjectMeta
        {
            Name = string.Create(CultureInfo.InvariantCulture, $"service-{i:0000}"),
            Namespace = $"team-{i % 50}",
            Generation = 1,
            Uid = string.Create(CultureInfo.InvariantCulture, $"00000000-0000-4000-8000-{i:000000000000}"),
        },
        Spec = new FedHpaSpec
        {
            ScaleTargetRef = new ScaleTargetRef { ApiVersion = "apps/v1", Kind = "Deployment", Name = string.Create(CultureInfo.InvariantCulture, $"service-{i:0000}") },
            MinReplicas = 2 * Fleets.Members,
            MaxReplicas = 10 * Fleets.Members,
            Metrics = new JsonArray(JsonNode.Parse("""
                {"type":"Resource","resource":{"name":"cpu","target":{"type":"Utilization","averageUtilization":60}}}
                """)),
        },
    };
}
