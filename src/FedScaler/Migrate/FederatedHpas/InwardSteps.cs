using System.Text.Json.Nodes;
using FedScaler.Api;
using FedScaler.Controllers.Fleet.Karmada.Bindings.Objects;
using FedScaler.Kube.Karmada;
using FedScaler.Migrate.ControlPlane;

namespace FedScaler.Migrate.FederatedHpas;

/// <summary>
/// From a FederatedHPA to a FedHPA. At every moment at most one of them scales, and nobody divides while counts disagree: who
/// is to come stands by paused before who is there goes; Karmada's scheduler has finished before it is relieved; the members
/// keep their counts before anybody else may change them.
/// </summary>
internal static class InwardSteps
{
    public static IReadOnlyList<MigrationStep> Of(MigrationSight first)
    {
        var (draft, policies) = (first.Draft?.Manifest, PolicySuccession.Inward(first));
        return [Stand(first, draft), Stop(first), policies.Stand(first, IsNeverOver, WhyNot), policies.Relieve(IsNeverOver, WhyNot), Retain(first), Start(first)];

        // What Karmada's scheduler has begun it has to end: nobody else would, as long as the FedHPA is paused.
        string? WhyNot(MigrationSight sight) => Gone(sight) ?? InwardChecks.Policy(sight).FirstOrDefault() ?? Counts.Disagreement(sight);

        static bool IsNeverOver(MigrationSight sight) => false;
    }

    /// <summary>The FedHPA notes what it came from: from here on nothing is lost with the FederatedHPA.</summary>
    private static MigrationStep Stand(MigrationSight first, JsonObject? draft) =>
        new($"create FedHPA {first.Key}, paused", static sight => sight.FedHpa is not null, (hub, _, stop) => HubWrites.CreateAsync(hub, ApiResources.FedHpas, draft!, stop)) { Manifest = draft };

    /// <summary>A FederatedHPA has no brake. Its deletion leaves the count where it is.</summary>
    private static MigrationStep Stop(MigrationSight first) =>
        new($"delete FederatedHPA {first.Key}: the counts stay as they are", static sight => sight.FederatedHpa is null,
            static (hub, sight, stop) => HubWrites.DeleteAsync(hub, KarmadaResources.FederatedHpas, sight.FederatedHpa!, stop))
        { Waits = Gone };

    private static MigrationStep Retain(MigrationSight first)
    {
        // With the note that the service leaves when it sets the label itself: so it knows it for ours, and can put back what was.
        var before = first.Template?.Annotation(BindingMarks.Retained) ?? first.Template?.Label(KarmadaKeys.RetainReplicas) ?? "";
        var change = new JsonObject
        {
            ["metadata"] = new JsonObject
            {
                ["labels"] = new JsonObject { [KarmadaKeys.RetainReplicas] = "true" },
                ["annotations"] = new JsonObject { [BindingMarks.Retained] = before },
            },
        };
        return new MigrationStep(
            $"label {first.Workload} {KarmadaKeys.RetainReplicas}, and wait until it is in every cluster's Work", static sight => sight.Template?.Label(KarmadaKeys.RetainReplicas) == "true" && WorkWithout(sight) is null,
            (hub, sight, stop) => sight.Template?.Label(KarmadaKeys.RetainReplicas) == "true"
                ? Task.CompletedTask
                : HubWrites.MergeAsync(hub, sight.TargetType!, sight.Template!, (JsonObject)change.DeepClone(), stop))
        {
            Waits = static sight => sight.Template is null ? $"{sight.Workload} is not there" : null,
            Manifest = change,
        };
    }

    private static MigrationStep Start(MigrationSight first)
    {
        var change = new JsonObject { ["spec"] = new JsonObject { ["paused"] = false } };
        return new MigrationStep(
            $"let FedHPA {first.Key} begin", static sight => sight.FedHpa is { } fedHpa && !fedHpa["spec"]!["paused"].IsTrue(),
            (hub, sight, stop) => HubWrites.MergeAsync(hub, ApiResources.FedHpas, sight.FedHpa!, (JsonObject)change.DeepClone(), stop))
        {
            Waits = Gone,
            Manifest = change,
        };
    }

    /// <summary>Somebody deleted what is to come: without it nobody would scale.</summary>
    private static string? Gone(MigrationSight sight) => sight.FedHpa is null ? $"FedHPA {sight.Key} was deleted meanwhile: stop, and run it again" : null;

    /// <summary>The cluster to which the label has not gone yet; null where there is none.</summary>
    private static string? WorkWithout(MigrationSight sight) =>
        sight.WorkloadWorks.FirstOrDefault(static work => SightReader.Manifests(work).Any(static one => one.Label(KarmadaKeys.RetainReplicas) != "true"))?.Namespace();

    internal static string Words(MigrationSight sight) =>
        sight.Policy is { } policy ? $"{sight.PolicyType.Kind} {(policy.Namespace() is { } ns ? $"{ns}/" : "")}{policy.Name()}" : "its policy";
}
