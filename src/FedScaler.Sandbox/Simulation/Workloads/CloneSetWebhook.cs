using System.Text.Json.Nodes;
using FedScaler.Kube.Models;
using FedScaler.Sandbox.Hosting;
using FedScaler.Sandbox.Simulation.Objects;
using FedScaler.Sandbox.Storage;

namespace FedScaler.Sandbox.Simulation.Workloads;

/// <summary>
/// OpenKruise's validating webhook as far as podsToDelete: a name that was not there before is refused unless it is that of a living
/// pod of this very CloneSet (validateScaleStrategy in kruise's pkg/webhook/cloneset/validating).
/// </summary>
public static class CloneSetWebhook
{
    private const string Field = "spec.scaleStrategy.podsToDelete";

    public static void Install(SandboxCluster member) =>
        member.Server.Register(CloneSetDefinition.Resource, (next, previous) => Judge(member.Store, next, previous));

    private static List<StatusCause> Judge(IClusterStore store, JsonObject next, JsonObject? previous) =>
    [
        .. from name in Names(next).Except(Names(previous), StringComparer.Ordinal).Order(StringComparer.Ordinal)
           let fault = FaultOf(store.Get(KnownResources.Pods, new ObjectKey(next.Key().Namespace, name)), next)
           where fault is not null
           select new StatusCause("FieldValueInvalid", Field, $"Invalid value: \"{name}\": find pod {name} {fault}"),
    ];

    private static string? FaultOf(JsonObject? pod, JsonObject set)
    {
        if (pod is null) return "failed: Pod not found";
        if (pod.IsTerminating()) return "already terminating";
        return pod.ControllerRef().Text("uid") == set.Uid() ? null : "owner is not this CloneSet";
    }

    private static IEnumerable<string> Names(JsonObject? set) => set.At("spec", "scaleStrategy", "podsToDelete").Items().Select(static name => name.Text()).OfType<string>();
}
