using System.Collections.Immutable;
using FedScaler.Api.Mapping;
using FedScaler.Api.ScaleIns;
using FedScaler.Controllers.Fleet;
using FedScaler.Core.ScaleIn;
using FedScaler.Runtime.Informers;

namespace FedScaler.Controllers.ScaleIns;

/// <summary>
/// One ScaleIn of a workload at a time: two would overwrite each other's annotation on it, by which a count is known to have
/// been lowered. The oldest goes first; one that has begun goes on. Caches may show a pair in another order to each of them,
/// so a turn, once given, is kept here until it is over.
/// </summary>
internal sealed class TurnOrder(Informer<ScaleIn> informer, TargetIndex index)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<TargetRef, string> _turns = [];

    /// <summary>Name of the ScaleIn that goes before this one; null: its turn has come, and is kept until <see cref="Leave"/>.</summary>
    public string? BlockedBy(ScaleIn resource, RemovalProgress progress)
    {
        // A dry run is in nobody's way.
        if (resource.Spec.DryRun) return null;
        var target = TargetRef.Of(resource);
        var uid = resource.Metadata.Uid ?? "";
        var others = Others(target, resource);
        lock (_gate)
        {
            if (_turns.TryGetValue(target, out var holder))
            {
                if (holder == uid) return null;
                if (others.FirstOrDefault(other => other.Metadata.Uid == holder) is { } named) return named.Metadata.Name;
            }

            if (!progress.IsTouched)
            {
                var first = others.FirstOrDefault(static other => other.Status?.Fleet is not null || IsBegun(other)) ?? others.FirstOrDefault(other => other.IsBefore(resource));
                if (first is not null) return first.Metadata.Name;
            }

            _turns[target] = uid;
            return null;
        }
    }

    /// <summary>It is over, or gone. Returns whether it had its turn.</summary>
    public bool Leave(string uid)
    {
        lock (_gate)
        {
            var turns = _turns.Where(turn => turn.Value == uid).Select(static turn => turn.Key).ToList();
            foreach (var target in turns) _turns.Remove(target);
            return turns.Count > 0;
        }
    }

    private static bool IsBegun(ScaleIn resource) => Progress(resource) is null or { IsTouched: true };

    /// <summary>Those in whose way this one would be, the oldest first.</summary>
    private ImmutableArray<ScaleIn> Others(TargetRef target, ScaleIn resource) =>
    [
        .. index.Of(target).Select(informer.Get).OfType<ScaleIn>()
            .Where(other => other.Metadata.Uid != resource.Metadata.Uid && !other.Spec.DryRun && IsInTheWay(other, resource)).InOrder(),
    ];

    private static bool IsInTheWay(ScaleIn other, ScaleIn resource)
    {
        if (other.Metadata.IsDeleting && !ScaleInFinalizer.IsOn(other)) return false;
        if (Progress(other) is not { } progress) return true;
        if (!progress.IsEnded) return true;
        // What ended without an answer from some cluster is still put back there, and in nobody's way elsewhere.
        return progress.Clusters.Any(cluster => cluster.Stage is not (ClusterStage.Pending or ClusterStage.Released) && resource.Spec.Pods.Any(pod => pod.Cluster == cluster.Name));
    }

    /// <summary>Null where it cannot be read: then nobody knows how far it is.</summary>
    private static RemovalProgress? Progress(ScaleIn resource)
    {
        try
        {
            return resource.Status.ReadProgress();
        }
        catch (FormatException)
        {
            return null;
        }
    }
}
