using System.Text.Json.Nodes;
using FedScaler.Controllers.Fleet.Karmada.Bindings.Objects;
using FedScaler.Kube.Karmada;
using FedScaler.Kube.Models;
using FedScaler.Migrate.ControlPlane;

namespace FedScaler.Migrate.FederatedHpas;

/// <summary>
/// Hands a workload from one policy to another that differs in its scheduler alone: Karmada lets nobody change spec.schedulerName
/// (validateUpdate in pkg/webhook/propagationpolicy). The new one stands by before the old one goes. A policy that is deleted leaves the
/// binding and all that runs (karmada issue 505), and its workload falls to the next that selects it (pkg/detector). Pure but for its steps.
/// </summary>
/// <param name="Type">Of both.</param>
/// <param name="From">Name of the one that has the workload.</param>
/// <param name="To">Name of the one that is to have it.</param>
/// <param name="Scheduler">spec.schedulerName of the latter.</param>
internal sealed record PolicySuccession(ResourceType Type, string? Namespace, string From, string To, string Scheduler)
{
    private const string Suffix = "-fedscaler";

    /// <summary>To ours, whose name tells that it is; where the workload has one of ours already, from what that was made of.</summary>
    public static PolicySuccession Inward(MigrationSight first)
    {
        var name = first.Policy?.Name() ?? first.Record?.Policy ?? "";
        return first.Policy.Scheduler() == BindingMarks.Scheduler
            ? Of(first, first.Record?.Policy ?? Stem(name), name, BindingMarks.Scheduler)
            : Of(first, name, name + Suffix, BindingMarks.Scheduler);
    }

    /// <summary>Back to one of the name that was there before.</summary>
    public static PolicySuccession Outward(MigrationSight first)
    {
        var (name, scheduler) = (first.Policy?.Name() ?? "", first.Record?.Scheduler ?? KarmadaKeys.DefaultScheduler);
        if (first.Policy.Scheduler() != BindingMarks.Scheduler) return Of(first, name + Suffix, name, scheduler);
        var before = first.Record?.Policy ?? Stem(name);
        return Of(first, name, before == name ? name + "-karmada" : before, scheduler);
    }

    public string FromWords => Words(From);

    public string ToWords => Words(To);

    /// <param name="isOver">Whether it is of no importance any more.</param>
    /// <param name="waits">Why it may not be begun yet.</param>
    public MigrationStep Stand(MigrationSight first, Func<MigrationSight, bool> isOver, Func<MigrationSight, string?> waits) =>
        new($"create {ToWords} like {FromWords}, but with spec.schedulerName {Scheduler}", sight => isOver(sight) || IsDone(sight) || Find(sight, To) is not null,
            (hub, sight, stop) => HubWrites.CreateAsync(hub, Type, Draft(sight.Policy!), stop))
        {
            Waits = sight => waits(sight) ?? (sight.Policy is null ? $"the policy of {sight.Workload} is not there" : null),
            Manifest = first.Policy is { } policy ? Draft(policy) : null,
        };

    /// <inheritdoc cref="Stand"/>
    public MigrationStep Relieve(Func<MigrationSight, bool> isOver, Func<MigrationSight, string?> waits) =>
        new($"delete {FromWords}, and wait until {ToWords} has the workload", sight => isOver(sight) || (IsDone(sight) && (From == To || Find(sight, From) is null)),
            (hub, sight, stop) => Find(sight, From) is { } old ? HubWrites.DeleteAsync(hub, Type, old, stop) : Task.CompletedTask)
        {
            Waits = sight => IsDone(sight) || Find(sight, From) is null ? null : waits(sight) ?? WhyUnlike(sight),
        };

    /// <summary>Policies that would have the workload, and not the new one, when the old one goes.</summary>
    public IEnumerable<string> Rivals(MigrationSight sight)
    {
        if (IsDone(sight) || sight.Policy is not { } policy) yield break;
        var priority = PriorityOf(policy);
        foreach (var other in sight.Policies.Where(other => other.Name() != From && other.Name() != To && Beats(other, Closeness(other, sight), priority)))
        {
            yield return $"{Words(other.Name())} selects {sight.Workload}, too, with spec.priority {PriorityOf(other)}: it would take it over when {FromWords} goes. "
                + $"Give {FromWords} a higher one, or have the other leave the workload out";
        }

        if (Type.Namespaced) yield break;
        foreach (var other in sight.NamespacePolicies.Where(other => Closeness(other, sight) > 0))
            yield return $"PropagationPolicy {other.Namespace()}/{other.Name()} selects {sight.Workload}, too, and comes before every ClusterPropagationPolicy: have it leave the workload out";
    }

    private static PolicySuccession Of(MigrationSight first, string from, string to, string scheduler) => new(first.PolicyType, first.Policy?.Namespace() ?? (first.PolicyType.Namespaced ? first.Key.Namespace : null), from, to, scheduler);

    private static string Stem(string name) => name.EndsWith(Suffix, StringComparison.Ordinal) ? name[..^Suffix.Length] : name;

    private bool IsDone(MigrationSight sight) => sight.Policy.Scheduler() == Scheduler && sight.Binding.Scheduler() == Scheduler;

    private JsonObject? Find(MigrationSight sight, string name) => sight.PolicyType == Type ? sight.Policies.FirstOrDefault(policy => policy.Name() == name) : null;

    private string Words(string name) => $"{Type.Kind} {(Namespace is null ? "" : $"{Namespace}/")}{name}";

    /// <summary>Without what the server and Karmada's webhook give an object, and what is for the next apply of the old one.</summary>
    private JsonObject Draft(JsonObject policy)
    {
        var metadata = new JsonObject { ["name"] = To };
        if (Namespace is not null) metadata["namespace"] = Namespace;
        if (policy.Marks("labels", KarmadaKeys.PolicyId, KarmadaKeys.ClusterPolicyId) is { } labels) metadata["labels"] = labels;
        if (policy.Marks("annotations", MoveRecord.LastApplied) is { } annotations) metadata["annotations"] = annotations;
        var spec = (JsonObject)policy["spec"]!.DeepClone();
        spec["schedulerName"] = Scheduler;
        return new JsonObject { ["apiVersion"] = Type.ApiVersion, ["kind"] = Type.Kind, ["metadata"] = metadata, ["spec"] = spec };
    }

    /// <summary>One of them was changed since the new one was made.</summary>
    private string? WhyUnlike(MigrationSight sight)
    {
        if (Find(sight, To) is not { } next) return $"{ToWords} is not there";
        return Find(sight, From) is { } old && !JsonNode.DeepEquals(Draft(old)["spec"], Draft(next)["spec"])
            ? $"{ToWords} does not say what {FromWords} says: make them alike but for spec.schedulerName, or delete {ToWords}, and it is made anew"
            : null;
    }

    private bool Beats(JsonObject other, int fit, long priority)
    {
        if (fit == 0) return false;
        var its = PriorityOf(other);
        return its > priority || (its == priority && fit == 2 && string.CompareOrdinal(other.Name(), To) < 0);
    }

    private static long PriorityOf(JsonObject policy) => policy["spec"]?["priority"].Count() ?? 0;

    /// <summary>2 where it selects the workload by name, 1 where by kind or labels, 0 where not (pkg/util/selector.go).</summary>
    private static int Closeness(JsonObject policy, MigrationSight sight) =>
        policy["spec"]?["resourceSelectors"].Items().Select(selector => Closeness(selector, sight)).DefaultIfEmpty().Max() ?? 0;

    private static int Closeness(JsonNode selector, MigrationSight sight)
    {
        if (selector["kind"].Text() != sight.Target?["kind"].Text() || selector["apiVersion"].Text() != sight.Target?["apiVersion"].Text()) return 0;
        if (selector["namespace"].Text() is { Length: > 0 } ns && ns != sight.Key.Namespace) return 0;
        if (selector["name"].Text() is { Length: > 0 } name) return name == sight.Target?["name"].Text() ? 2 : 0;
        // Expressions are taken for a match: better one refusal too many than a workload that moves.
        var labels = selector["labelSelector"]?["matchLabels"] as JsonObject;
        return labels is null || labels.All(label => sight.Template?.Label(label.Key) == label.Value.Text()) ? 1 : 0;
    }
}
