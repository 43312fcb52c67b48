using System.Text.Json.Nodes;
using FedScaler.Api.Json;
using FedScaler.Api.Validation;
using FedScaler.Controllers.Fleet.Karmada.Bindings.Objects;
using FedScaler.Kube.Karmada;
using FedScaler.Migrate.ControlPlane;

namespace FedScaler.Migrate.FederatedHpas;

/// <summary>What stands in the way of moving in; each names the object and the field, and what would mend it. Pure.</summary>
internal static class InwardChecks
{
    public static IReadOnlyList<string> Of(MigrationSight sight)
    {
        if (sight.FederatedHpa is null && sight.Record is null)
        {
            return [sight.FedHpa is null
                ? $"there is no FederatedHPA {sight.Key} on the control plane: kubectl get federatedhpas --all-namespaces lists those that are"
                : $"there is no FederatedHPA {sight.Key}, and FedHPA {sight.Key} did not come from one: it is in force as it is"];
        }

        return [.. Autoscalers(sight), .. Edits(sight), .. Target(sight), .. Policy(sight), .. Draft(sight)];
    }

    /// <summary>The FederatedHPA is in force until it is deleted, and may have been changed since the FedHPA was made of it.</summary>
    private static IEnumerable<string> Edits(MigrationSight sight)
    {
        if (sight is not { Draft: { } draft, FedHpa: { } standing, Record: not null }) yield break;
        foreach (var (field, said) in draft.Manifest["spec"]!.AsObject())
        {
            // Division and placement come from the policy, and a hand may have refined them.
            if (field is "paused" or "split" or "placement" || said.IsWithin(standing["spec"]?[field])) continue;
            yield return $"FedHPA {sight.Key} spec.{field} is not what FederatedHPA {sight.Key} comes to, one of them was changed since: make them say the same, or delete the FedHPA, and it is made anew";
        }
    }

    private static IEnumerable<string> Autoscalers(MigrationSight sight)
    {
        if (sight.FederatedHpa is not null && sight is { FedHpa: not null, Record: null })
            yield return $"FedHPA {sight.Key} is there already, and was not made by this command: delete it first, it may say something else";
        foreach (var other in sight.Others.Where(other => IsOnTarget(other, sight)))
        {
            var (kind, name) = (other["kind"].Text(), $"{other.Namespace()}/{other.Name()}");
            yield return kind == "CronFederatedHPA"
                ? $"CronFederatedHPA {name} scales it, too: make a CronHPA of it (docs/migration.md), paused until the move is over, and delete it"
                : $"{kind} {name} has the same spec.scaleTargetRef: delete it, or move that one instead";
        }
    }

    /// <summary>A schedule may name the autoscaler as well as the workload.</summary>
    private static bool IsOnTarget(JsonObject other, MigrationSight sight)
    {
        var reference = other["spec"]?["scaleTargetRef"];
        return reference.RefersTo(sight.Target) || (reference?["kind"].Text() == KarmadaResources.FederatedHpas.Kind && reference["name"].Text() == sight.Key.Name);
    }

    private static IEnumerable<string> Target(MigrationSight sight)
    {
        if (sight.Target is not { } target) yield break;
        var kind = $"{target["apiVersion"].Text()}/{target["kind"].Text()}";
        var field = $"{(sight.FederatedHpa is null ? "FedHPA" : "FederatedHPA")} {sight.Key} spec.scaleTargetRef";
        if (sight.TargetType is null) yield return $"{field}: the control plane does not serve {kind}: correct apiVersion and kind, or install the CRD there";
        else if (sight.Template is null) yield return $"{field}: there is no {sight.Workload} on the control plane: create it there, or name the one that is";
        else if (sight.Binding is null) yield return $"{sight.Workload} has no ResourceBinding: create a PropagationPolicy whose spec.resourceSelectors has it, or see why Karmada's detector leaves it out";
        if (target["kind"].Text() != "Deployment" && sight.TargetType is not null && !sight.Retained.Contains(kind))
        {
            yield return $"no ResourceInterpreterCustomization says retention for {kind}: Karmada would put its own count back in the members. " +
                "Install the chart's half for the control plane with karmada.interpreters, or write one as in charts/fedscaler/karmada";
        }
    }

    /// <summary>What of the policy stands in the way; it is looked at again when it is written to.</summary>
    public static IEnumerable<string> Policy(MigrationSight sight)
    {
        if (sight.Binding is null) yield break;
        if (sight.Policy is not { } policy)
        {
            // Between two policies: the other is about to have the workload.
            if (sight.Record?.Policy is not null && sight.Policies.Count > 0) yield break;
            yield return $"the policy that ResourceBinding {sight.Key.Namespace}/{sight.Binding.Name()} names is not there: give {sight.Workload} a PropagationPolicy";
            yield break;
        }

        var (words, spec) = (InwardSteps.Words(sight), policy["spec"]);
        if (spec?["placement"]?["replicaScheduling"]?["replicaSchedulingType"].Text() != "Divided")
            yield return $"{words} spec.placement.replicaScheduling.replicaSchedulingType is not Divided: every cluster runs the whole count, and there is nothing to share out";
        if (spec?["resourceSelectors"].Items().ToList() is not [var only] || only["kind"].Text() != sight.Target?["kind"].Text() || only["name"].Text() != sight.Target?["name"].Text())
            yield return $"{words} spec.resourceSelectors is not about {sight.Workload} alone: all that it selects would be without Karmada's scheduler. Give the workload a policy of its own";
        if (spec?["activationPreference"].Text() == "Lazy")
            yield return $"{words} spec.activationPreference is Lazy: its new scheduler would wait for the next change of the workload. Take it out for the move";
        if (spec?["failover"] is not null) yield return $"{words} spec.failover: Karmada would take clusters out of the binding that FedScaler keeps. Take it out; FedHPA spec.failover is in its place";
        if (spec?["suspension"] is not null) yield return $"{words} spec.suspension: nothing reaches the clusters, or is divided, while it is there. Take it out first";
        if (policy.Scheduler() is { } scheduler and not (KarmadaKeys.DefaultScheduler or BindingMarks.Scheduler))
            yield return $"{words} spec.schedulerName is {scheduler}: that is neither Karmada's nor ours, and who divides by it is not known here. Make the policy anew with {KarmadaKeys.DefaultScheduler} first (kubectl replace --force)";
        foreach (var rival in PolicySuccession.Inward(sight).Rivals(sight)) yield return rival;
    }

    private static IEnumerable<string> Draft(MigrationSight sight)
    {
        if (sight is not { Draft: { } draft, FedHpa: null }) return [];
        var read = StrictReader.Read(draft.Manifest["spec"]!, ApiJson.Default.FedHpaSpec, "spec");
        var errors = read.Value is { } value ? FedHpaValidator.Validate(value) : read.Errors;
        return errors.Select(error => $"FederatedHPA {sight.Key} {error}");
    }
}
