using System.Collections.Immutable;
using FedScaler.Api.FedHpas;
using FedScaler.Controllers.Fleet;
using FedScaler.Kube.Client;
using FedScaler.Runtime.Events;
using FedScaler.Runtime.Leadership;
using FedScaler.Runtime.Queues;
using Microsoft.Extensions.Logging;

namespace FedScaler.Controllers.FedHpas;

/// <summary>
/// Does what deletionPolicy asks for, and lets the FedHPA go in bounded time: a member that can't be reached is given
/// <see cref="Patience"/>, and what could not be undone there is named in an event. Only the service's brake is waited for as long as it is on.
/// </summary>
internal sealed class FedHpaDeletion(IFleet fleet, FedHpaFinalizer finalizer, FedHpaEvents events, TimeProvider time, ILogger logger)
{
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan LookAgain = TimeSpan.FromSeconds(2);

    /// <param name="held">A ScaleIn has the members' HPAs in its hands: they are left to it as long as there is patience.</param>
    public async Task<ReconcileResult> RunAsync(FedHpa resource, FedHpaMemory memory, bool held, CancellationToken cancellationToken)
    {
        if (!FedHpaFinalizer.IsOn(resource)) return ReconcileResult.Finished;
        if (IsBraked(resource, memory)) return new ReconcileResult.After(LookAgain);
        var since = memory.BrakedAt > resource.Metadata.DeletionTimestamp ? memory.BrakedAt : resource.Metadata.DeletionTimestamp;
        var patient = time.GetUtcNow() < since + Patience;
        if (held && patient && finalizer.IsNeeded(resource)) return new ReconcileResult.After(LookAgain);
        var leftovers = new List<string>();
        if (finalizer.IsNeeded(resource))
        {
            memory.Track(fleet, TargetRef.Of(resource));
            foreach (var member in fleet.Members)
                if (await UndoAsync(resource, member, cancellationToken) is { } leftover) leftovers.Add(leftover);
            AddVanished(resource, leftovers);
        }

        if (leftovers.Count > 0 && patient) return new ReconcileResult.After(LookAgain);
        if (leftovers.Count > 0)
        {
            var text = string.Join("; ", leftovers);
            FedHpaLog.NotUndone(logger, resource.Metadata.Key, text);
            events.Tell(resource, EventKind.Warning, FedHpaReasons.NotUndone, "Delete", $"deleted without undoing: {text}");
        }

        await LetGoAsync(resource, cancellationToken);
        return ReconcileResult.Finished;
    }

    /// <summary>Letting it go now would leave everything in the members as it is, for good; whoever wants that says Orphan, or takes the finalizer off.</summary>
    private bool IsBraked(FedHpa resource, FedHpaMemory memory)
    {
        if (fleet.Brake.State.Reason is not { } reason || !finalizer.IsNeeded(resource)) return false;
        if (memory.BrakedAt is null) events.Tell(resource, EventKind.Normal, FedHpaReasons.DeletionWaits, "Delete", $"deletionPolicy {resource.Spec.DeletionPolicy} waits for the service's brake to be let go: {reason}");
        memory.BrakedAt = time.GetUtcNow();
        return true;
    }

    private async Task LetGoAsync(FedHpa resource, CancellationToken cancellationToken)
    {
        try
        {
            await finalizer.SetAsync(resource, on: false, cancellationToken);
        }
        catch (KubeApiException gone) when (gone.IsNotFound)
        {
            // Somebody else took the finalizer off: just what was wanted.
        }
    }

    /// <summary>Returns what is left there, in words; null when nothing is.</summary>
    private async Task<string?> UndoAsync(FedHpa resource, FleetMember member, CancellationToken cancellationToken)
    {
        var held = resource.Status?.Clusters.Any(cluster => cluster.Name == member.Name && cluster.MaxReplicas is not null) == true;
        if (!member.Live) return held ? $"{member.Name}: {member.Reason ?? "does not answer"}" : null;
        var target = TargetRef.Of(resource);
        switch (fleet.Look(member.Name, target))
        {
            case MemberView.Present view:
                return await UndoAsync(resource, member, view.Hpas, target, cancellationToken);
            case MemberView.Missing missing:
                return await UndoAsync(resource, member, missing.Hpas, target, cancellationToken);
            case MemberView.Unknown unknown:
                return held ? $"{member.Name}: {unknown.Reason}" : null;
            default:
                return null;
        }
    }

    private async Task<string?> UndoAsync(FedHpa resource, FleetMember member, ImmutableArray<HpaView> hpas, TargetRef target, CancellationToken cancellationToken)
    {
        foreach (var hpa in hpas)
        {
            if (hpa.Owner != resource.Metadata.Key.ToString()) continue;
            if (member.Paused) return $"{member.Name}: HPA {hpa.Name} stays, the member is paused";
            try
            {
                await UndoAsync(resource, member.Name, hpa, target, cancellationToken);
            }
            catch (Exception error) when (!cancellationToken.IsCancellationRequested && error is not FencedWriteException)
            {
                return $"{member.Name}: HPA {hpa.Name}: {error.Message}";
            }
        }

        return null;
    }

    private async Task UndoAsync(FedHpa resource, string member, HpaView hpa, TargetRef target, CancellationToken cancellationToken)
    {
        var deed = await UndoAsync(resource.Spec.DeletionPolicy, member, hpa, target, cancellationToken);
        FedHpaLog.Undone(logger, resource.Metadata.Key, member, hpa.Name, deed);
        events.Tell(resource, EventKind.Normal, FedHpaReasons.Undone, "Delete", $"HPA {hpa.Name} in {member} is {deed}; what runs there stays");
    }

    /// <summary>Returns what became of it.</summary>
    private async Task<string> UndoAsync(DeletionPolicy policy, string member, HpaView hpa, TargetRef target, CancellationToken cancellationToken)
    {
        switch (policy)
        {
            case DeletionPolicy.Orphan:
                await fleet.ReleaseHpaAsync(member, target, hpa, cancellationToken);
                return "let go as it stands";
            case DeletionPolicy.Restore when hpa.AdoptedSpec is { } adopted:
                await fleet.RestoreHpaAsync(member, target, hpa.Name, adopted, cancellationToken);
                return "put back as it was adopted";
            default:
                await fleet.DeleteHpaAsync(member, target, hpa, cancellationToken);
                return "deleted";
        }
    }

    /// <summary>A share in a member that is registered no more: nobody can reach it any more.</summary>
    private void AddVanished(FedHpa resource, List<string> leftovers)
    {
        foreach (var cluster in resource.Status?.Clusters ?? [])
        {
            if (cluster.MaxReplicas is not null && !fleet.Members.Any(member => member.Name == cluster.Name))
                leftovers.Add($"{cluster.Name}: there is no such member any more");
        }
    }
}
