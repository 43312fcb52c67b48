using System.Text.Json.Nodes;
using FedScaler.Sandbox.Simulation.Nodes;
using FedScaler.Sandbox.Simulation.Objects;

namespace FedScaler.Sandbox.Simulation.Scheduling;

/// <summary>Whether a pod may and can run on a node: kube-scheduler's filters in its order, with its words for what fails.</summary>
internal static class NodeFit
{
    /// <summary>Null when it fits, else the first reason (all of them when resources are short).</summary>
    public static IReadOnlyList<string>? WhyNot(PodView pod, NodeState state)
    {
        var node = state.Node!;
        var spec = pod.Object.At("spec");
        if (node.IsCordoned && !Tolerates(spec, "node.kubernetes.io/unschedulable", "", "NoSchedule")) return ["node(s) were unschedulable"];
        if (UntoleratedTaint(spec, node) is { } taint) return [taint];
        return IsChosen(spec, node) ? Shortages(pod, state) : ["node(s) didn't match Pod's node affinity/selector"];
    }

    private static string? UntoleratedTaint(JsonNode? spec, NodeView node)
    {
        // The node lifecycle controller taints a node that is not ready; here the condition itself is looked at.
        if (!node.IsReady && !Tolerates(spec, "node.kubernetes.io/not-ready", "", "NoSchedule"))
            return "node(s) had untolerated taint {node.kubernetes.io/not-ready: }";
        foreach (var taint in node.Taints)
        {
            var effect = taint.Text("effect");
            if (effect is not ("NoSchedule" or "NoExecute") || Tolerates(spec, taint.Text("key"), taint.Text("value"), effect)) continue;
            return $"node(s) had untolerated taint {{{taint.Text("key")}: {taint.Text("value")}}}";
        }

        return null;
    }

    private static bool Tolerates(JsonNode? spec, string key, string value, string effect)
    {
        foreach (var toleration in spec.At("tolerations").Items())
        {
            if (toleration.Text("effect") is { Length: > 0 } only && only != effect) continue;
            var exists = toleration.Text("operator") == "Exists";
            var wanted = toleration.Text("key");
            if (wanted.Length == 0 ? exists : wanted == key && (exists || toleration.Text("value") == value)) return true;
        }

        return false;
    }

    /// <summary>nodeSelector, and any one term of the required node affinity.</summary>
    private static bool IsChosen(JsonNode? spec, NodeView node)
    {
        if (spec.At("nodeSelector") is JsonObject wanted && !LabelSelector.HasAll(wanted, node.Labels)) return false;
        var required = spec.At("affinity", "nodeAffinity", "requiredDuringSchedulingIgnoredDuringExecution");
        return required is null || required.At("nodeSelectorTerms").Items().Any(term => TermHolds(term, node));
    }

    private static bool TermHolds(JsonNode term, NodeView node)
    {
        var expressions = term.At("matchExpressions").Items().ToList();
        var fields = term.At("matchFields").Items().ToList();
        // An empty term matches nothing (core/v1 NodeSelectorTerm).
        if (expressions.Count + fields.Count == 0) return false;
        return expressions.TrueForAll(one => LabelSelector.Holds(one, node.Labels.At(one.Text("key")).Text()))
            && fields.TrueForAll(one => one.Text("key") == "metadata.name" && LabelSelector.Holds(one, node.Name));
    }

    private static List<string>? Shortages(PodView pod, NodeState state)
    {
        List<string>? lacking = null;
        if (state.FreeSlots < 1) (lacking ??= []).Add("Too many pods");
        foreach (var (resource, amount) in pod.Requests.All.OrderBy(request => request.Key, StringComparer.Ordinal))
        {
            if (amount > 0 && amount > state.Free(resource)) (lacking ??= []).Add($"Insufficient {resource}");
        }

        return lacking;
    }
}
