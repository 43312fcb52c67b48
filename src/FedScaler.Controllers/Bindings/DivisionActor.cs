using System.Collections.Immutable;
using FedScaler.Controllers.Fleet;
using FedScaler.Core.Dividing;
using FedScaler.Kube.Client;
using FedScaler.Runtime.Leadership;
using Microsoft.Extensions.Logging;

namespace FedScaler.Controllers.Bindings;

/// <summary>Brings a division about with the fewest writes, members side by side: fewer first, and more once that is confirmed.</summary>
internal sealed class DivisionActor(IFleet fleet, ILogger logger)
{
    /// <param name="replicas">The count that was decided for.</param>
    /// <param name="putDown">Puts down on the hub what members are about to run, before they are told to run more; throws when it can't.</param>
    public async Task<DivisionActs> ActAsync(
        TargetRef target, DivisionObservation observation, DivisionDecision decision, int replicas, BindingMemory memory,
        Func<IReadOnlyDictionary<string, int>, Task> putDown, CancellationToken cancellationToken)
    {
        var members = observation.Members.Where(static member => !member.IsExcluded).ToDictionary(static member => member.Name, StringComparer.Ordinal);
        var standing = members.ToDictionary(static member => member.Key, static member => member.Value.Seen.Runs, StringComparer.Ordinal);
        var writable = members.Values.Where(static member => member.IsWritable).Select(static member => member.Name).ToHashSet(StringComparer.Ordinal);
        var failures = ImmutableArray.CreateBuilder<(string, string)>();
        var outdated = ImmutableArray.CreateBuilder<string>();
        while (DivisionTransition.Next(decision, replicas, standing, writable) is { IsEmpty: false } writes)
        {
            if (writes.Any(write => write.Replicas > standing[write.Member])) await putDown(After(standing, writes));
            // Should a member fall silent now, it counts at the more of both.
            foreach (var write in writes) memory.Expect(write.Member, Math.Max(standing[write.Member], write.Replicas));
            var results = await Task.WhenAll(writes.Select(write => WriteAsync(target, members[write.Member], write, memory, cancellationToken)));
            for (var i = 0; i < writes.Length; i++)
            {
                // What was looked at there is of the past, whatever came of the write.
                writable.Remove(writes[i].Member);
                if (results[i].Error is { } error) failures.Add((writes[i].Member, error));
                if (results[i].IsOutdated) outdated.Add(writes[i].Member);
                else standing[writes[i].Member] = results[i].Error is null ? writes[i].Replicas : Math.Max(standing[writes[i].Member], writes[i].Replicas);
                memory.Expect(writes[i].Member, standing[writes[i].Member]);
            }
        }

        return new DivisionActs(standing, failures.ToImmutable(), outdated.ToImmutable());
    }

    private async Task<WriteResult> WriteAsync(TargetRef target, RunningMember member, ReplicaWrite write, BindingMemory memory, CancellationToken cancellationToken)
    {
        try
        {
            await fleet.ScaleAsync(member.Name, target, write.Replicas, member.View!.Workload.ResourceVersion, cancellationToken);
            BindingLog.Scaled(logger, target, member.Name, member.Seen.Runs, write.Replicas);
            return default;
        }
        catch (KubeApiException error) when (error.IsConflict)
        {
            return new WriteResult(null, IsOutdated: true);
        }
        catch (Exception error) when (!cancellationToken.IsCancellationRequested && error is not FencedWriteException)
        {
            BindingLog.WriteFailed(logger, target, member.Name, error.Message);
            memory.Hold.NoteFailure(error);
            return new WriteResult(error.Message);
        }
    }

    private static Dictionary<string, int> After(Dictionary<string, int> standing, ImmutableArray<ReplicaWrite> writes)
    {
        var after = new Dictionary<string, int>(standing, StringComparer.Ordinal);
        foreach (var write in writes) after[write.Member] = Math.Max(after[write.Member], write.Replicas);
        return after;
    }

    private readonly record struct WriteResult(string? Error, bool IsOutdated = false);
}
