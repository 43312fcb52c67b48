using System.Collections.Immutable;
using FedScaler.Api.Common;
using FedScaler.Api.ScaleIns;
using FedScaler.Core.ScaleIn;

namespace FedScaler.Api.Mapping;

/// <summary>A ScaleIn in the words of Core. The spec must have passed <see cref="Validation.ScaleInValidator"/>.</summary>
public static class ScaleInMapping
{
    /// <summary>Annotation of a ScaleIn, "true": volumes may go with their pods.</summary>
    public const string AllowVolumeDeletion = "fedscaler.io/allow-volume-deletion";

    /// <summary>What is asked for.</summary>
    /// <param name="startTime">From when the deadline counts: status.startTime, or now at the first look.</param>
    public static RemovalRequest ReadRequest(this ScaleIn resource, DateTimeOffset startTime)
    {
        var (metadata, spec) = (resource.Metadata, resource.Spec);
        ImmutableArray<NamedPod> pods = [.. spec.Pods.Select(static pod => new NamedPod(pod.Cluster, pod.Name, pod.Uid))];
        return new(metadata.Uid ?? "", KindOf(spec.ScaleTargetRef), spec.ScaleTargetRef.Name, pods, startTime.AddSeconds(spec.DeadlineSeconds))
        {
            Mode = spec.Mode switch { ScaleInMode.Cap => RemovalMode.Cap, ScaleInMode.Replace => RemovalMode.Replace, _ => RemovalMode.Shrink },
            Guarantee = spec.Guarantee == ScaleInGuarantee.BestEffort ? RemovalGuarantee.BestEffort : RemovalGuarantee.Exact,
            DryRun = spec.DryRun,
            AllowsVolumeDeletion = metadata.Annotations?.GetValueOrDefault(AllowVolumeDeletion) == "true",
            WithdrawnAt = metadata.DeletionTimestamp,
        };
    }

    /// <summary>How a workload of this kind chooses which of its pods go.</summary>
    public static TargetKind KindOf(ScaleTargetRef target) => (target.Group, target.Kind) switch
    {
        ("apps", "Deployment") => TargetKind.Deployment,
        ("apps", "StatefulSet") => TargetKind.StatefulSet,
        ("apps.kruise.io", "CloneSet") => TargetKind.CloneSet,
        ("apps.kruise.io", "StatefulSet") => TargetKind.KruiseStatefulSet,
        _ => TargetKind.Other,
    };
}
