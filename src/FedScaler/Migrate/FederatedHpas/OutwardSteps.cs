using System.Text.Json;
using System.Text.Json.Nodes;
using FedScaler.Api;
using FedScaler.Controllers.Fleet.Karmada.Bindings.Objects;
using FedScaler.Kube.Client;
using FedScaler.Kube.Karmada;
using FedScaler.Migrate.ControlPlane;

namespace FedScaler.Migrate.FederatedHpas;

/// <summary>
/// From a FedHPA back to a FederatedHPA. The members' own HPAs go before the counts are compared, as those change as long as one
/// is there; Karmada is let at the counts only when it would put nothing else in their place.
/// </summary>
internal static class OutwardSteps
{
    public static IReadOnlyList<MigrationStep> Of(MigrationSight first)
    {
        var draft = first.FedHpa is { } from ? FederatedHpaDraft.Of(from, first.Record).Manifest : null;
        var policies = PolicySuccession.Outward(first);
        return
        [
            Pause(first), Freeze(first), Agree(), policies.Stand(first, IsOver, Waiting), Remember(first), policies.Relieve(IsOver, WhyNot), Release(first), Stand(first, draft), Leave(first),
        ];

        // The placement may have been changed since it was noted.
        string? WhyNot(MigrationSight sight) => Waiting(sight) ?? (IsRemembered(sight) ? null : $"the placement of {sight.Workload} was changed since it was noted: stop, and run it again");
    }

    private static MigrationStep Pause(MigrationSight first)
    {
        var change = new JsonObject { ["spec"] = new JsonObject { ["paused"] = true } };
        return new MigrationStep(
            $"pause FedHPA {first.Key}, and wait until the service has seen it", static sight => sight.FedHpa is not { } fedHpa || (fedHpa["spec"]!["paused"].IsTrue() && IsSeen(fedHpa)),
            (hub, sight, stop) => sight.FedHpa!["spec"]!["paused"].IsTrue()
                ? Task.CompletedTask
                : HubWrites.MergeAsync(hub, ApiResources.FedHpas, sight.FedHpa, (JsonObject)change.DeepClone(), stop))
        {
            Manifest = change,
        };
    }

    /// <summary>With the Work goes the HPA in the member; the count stays where it is.</summary>
    private static MigrationStep Freeze(MigrationSight first) =>
        new($"delete the Works of the HPAs of {first.Key}, and wait until every cluster has let go of its own: the counts stay as they are", static sight => sight.ShareWorks.Count == 0,
            static async (hub, sight, stop) =>
            {
                foreach (var work in sight.ShareWorks)
                {
                    // One that is to be left in the member would go on scaling there.
                    if (work["spec"]?["preserveResourcesOnDeletion"].IsTrue() == true)
                        await HubWrites.MergeAsync(hub, KarmadaResources.Works, work, new JsonObject { ["spec"] = new JsonObject { ["preserveResourcesOnDeletion"] = false } }, stop);
                    await HubWrites.DeleteAsync(hub, KarmadaResources.Works, work, stop);
                }
            });

    /// <summary>It is the service that follows the members, paused or not.</summary>
    private static MigrationStep Agree() =>
        new("wait until binding, template and clusters say the same counts", static sight => Waiting(sight) is null, null) { Waits = Waiting, Settles = true };

    /// <summary>Karmada's scheduler would divide anew what it does not find to have been divided by this placement.</summary>
    private static MigrationStep Remember(MigrationSight first) =>
        new($"note in the ResourceBinding of {first.Workload} that it is divided as its placement says", static sight => IsOver(sight) || IsRemembered(sight), RememberAsync)
        {
            Waits = static sight => sight.Binding is null ? $"ResourceBinding of {sight.Workload} is not there" : null,
            Manifest = first.Binding is { } binding ? Note(binding) : null,
        };

    private static Task RememberAsync(IKubeClient hub, MigrationSight sight, CancellationToken stop) =>
        HubWrites.MergeAsync(hub, KarmadaResources.ResourceBindings, sight.Binding!, Note(sight.Binding!), stop);

    private static JsonObject Note(JsonObject binding) => new()
    {
        ["metadata"] = new JsonObject { ["annotations"] = new JsonObject { [KarmadaKeys.AppliedPlacement] = (binding["spec"]?["placement"] ?? new JsonObject()).ToJsonString() } },
    };

    private static MigrationStep Release(MigrationSight first)
    {
        var before = first.Template?.Annotation(BindingMarks.Retained) is { Length: > 0 } kept ? kept : null;
        var change = new JsonObject
        {
            ["metadata"] = new JsonObject
            {
                ["labels"] = new JsonObject { [KarmadaKeys.RetainReplicas] = before },
                ["annotations"] = new JsonObject { [BindingMarks.Retained] = null, [BindingMarks.Count] = null },
            },
        };
        return new MigrationStep(
            $"take our label {KarmadaKeys.RetainReplicas} off {first.Workload}", static sight => !IsMarked(sight),
            (hub, sight, stop) => HubWrites.MergeAsync(hub, sight.TargetType!, sight.Template!, (JsonObject)change.DeepClone(), stop))
        {
            Waits = Waiting,
            Manifest = change,
        };
    }

    private static MigrationStep Stand(MigrationSight first, JsonObject? draft) =>
        new($"create FederatedHPA {first.Key}", static sight => sight.FederatedHpa is not null, (hub, _, stop) => HubWrites.CreateAsync(hub, KarmadaResources.FederatedHpas, draft!, stop)) { Manifest = draft };

    private static MigrationStep Leave(MigrationSight first) =>
        new($"delete FedHPA {first.Key}, and wait until it is gone", static sight => sight.FedHpa is null,
            static (hub, sight, stop) => HubWrites.DeleteAsync(hub, ApiResources.FedHpas, sight.FedHpa!, stop));

    private static string? Waiting(MigrationSight sight) => IsOver(sight) ? null : Counts.Disagreement(sight) ?? Counts.Unlike(sight);

    /// <summary>Karmada scales again: what it says of the counts is its own affair.</summary>
    private static bool IsOver(MigrationSight sight) => sight.FederatedHpa is not null;

    private static bool IsOurs(JsonObject? resource) => resource.Scheduler() == BindingMarks.Scheduler;

    private static bool IsRemembered(MigrationSight sight) =>
        !IsOurs(sight.Policy) || (sight.Binding?.Annotation(KarmadaKeys.AppliedPlacement) is { } applied && JsonNode.DeepEquals(Parse(applied), sight.Binding["spec"]?["placement"]));

    private static JsonNode? Parse(string text)
    {
        try
        {
            return JsonNode.Parse(text);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>By us, as the note beside the label says; a label without it is somebody's who wants it.</summary>
    private static bool IsMarked(MigrationSight sight) =>
        sight.Template is { } template && (template.Annotation(BindingMarks.Retained) is not null || template.Annotation(BindingMarks.Count) is not null);

    private static bool IsSeen(JsonObject fedHpa) => fedHpa["status"]?["observedGeneration"].Count() == fedHpa["metadata"]?["generation"].Count();
}
