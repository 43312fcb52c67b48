using FedScaler.Api.ScaleIns;
using FedScaler.Core.ScaleIn;
using FedScaler.Core.Splitting;
using FedScaler.Demo.Report;

namespace FedScaler.Demo.Removal;

/// <summary>
/// Towards the end two pods, one in each of two members, are taken out by name. It asks for that at a quiet moment, as the one
/// who found them bad would, asks again where it was refused for the moment, and compares what went with what was named.
/// </summary>
/// <param name="end">Of the run: what is not done by then is not done.</param>
internal sealed class RemovalScene(DateTimeOffset end)
{
    /// <summary>From here on a quiet moment is looked for.</summary>
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(45);

    /// <summary>No more is asked for when its deadline would come behind the end.</summary>
    private static readonly TimeSpan Room = TimeSpan.FromSeconds(ScaleInDefaults.DeadlineSeconds) + Core.ScaleIn.Removal.RestoreGrace;

    private int _asked;
    private ScaleInPhase? _told;

    public DemoRemoval Result { get; private set; } = DemoRemoval.NotAsked with { Fault = "there was no quiet moment to ask for it" };

    /// <summary>Does what is due at a look, and says what has happened.</summary>
    public async Task<IReadOnlyList<DemoEvent>> LookAsync(DemoFleet fleet, DemoSample now, CancellationToken cancellationToken)
    {
        if (_asked == 0) return IsDue(now.Time) && IsQuiet(now) ? [await AskAsync(fleet, now.Time, cancellationToken)] : [];
        if (Result.IsDone && _told is ScaleInPhase.Completed) return [];
        if (fleet.ScaleIn(NameOf(_asked))?.Status is not { } status) return [];
        var happened = Follow(fleet, status, now.Time).ToList();
        if (status.Phase == ScaleInPhase.Refused && IsDue(now.Time) && IsQuiet(now)) happened.Add(await AskAsync(fleet, now.Time, cancellationToken));
        return happened;
    }

    private bool IsDue(DateTimeOffset time) => time >= end - Window && time <= end - Room;

    /// <summary>Nothing is being scaled or started there, and two fewer are enough for the FedHPA's minimum.</summary>
    private static bool IsQuiet(DemoSample now) =>
        now.Runs >= now.Bounds.Min + DemoStory.Culled.Count
        && DemoStory.Culled.All(name => now.Members.First(member => member.Name == name) is { State: nameof(MemberState.Active), Runs: > 1 } member
            && member.Ready == member.Runs && member.Wants == member.Runs);

    private async Task<DemoEvent> AskAsync(DemoFleet fleet, DateTimeOffset time, CancellationToken cancellationToken)
    {
        // The oldest: a member that chose by itself would take it last.
        var bad = DemoStory.Culled.Select(member => fleet.Pods(member).OrderBy(static pod => pod.Created).ThenBy(static pod => pod.Name, StringComparer.Ordinal).First()).ToList();
        (_asked, _told) = (_asked + 1, null);
        var name = NameOf(_asked);
        Result = new DemoRemoval($"{DemoStory.Namespace}/{name}", "", [.. bad.Select(static pod => pod.ToString())]) { Asked = time, Fault = "nobody looked at it" };
        await fleet.CreateAsync(DemoStory.ScaleInOf(name, bad), cancellationToken);
        return new DemoEvent(time, DemoEventKind.Mark, null, $"ScaleIn {name}: {string.Join(" and ", Result.Pods)} are bad and to be taken out, these and no other");
    }

    private IEnumerable<DemoEvent> Follow(DemoFleet fleet, ScaleInStatus status, DateTimeOffset time)
    {
        if (Result.Gone is null && status.Pods.Count > 0 && status.Pods.All(static pod => pod.State == nameof(PodState.Deleted)))
        {
            Compare(fleet, status, time);
            var counts = string.Join(", ", Result.Counts.Select(static count => $"{count.Member} {count.Before} → {count.After}"));
            yield return new DemoEvent(time, DemoEventKind.Mark, null, $"ScaleIn {NameOf(_asked)}: {string.Join(" and ", Result.Pods)} are gone, {Others()}; replicas: {counts}");
        }

        if (status.Phase != _told && status.Phase is { } phase && phase.IsEnd())
            yield return new DemoEvent(time, DemoEventKind.Mark, null, $"ScaleIn {NameOf(_asked)}: {status.Phase}{Words(status)}");
        _told = status.Phase;
        Result = Result with { Phase = status.Phase?.ToString() ?? "", Fault = FaultOf(status) };
    }

    /// <summary>
    /// From when the pods were marked the members' autoscalers are held, for minutes after the commit: whatever else went since, went by this.
    /// </summary>
    private void Compare(DemoFleet fleet, ScaleInStatus status, DateTimeOffset time)
    {
        var named = status.Pods.Select(static pod => pod.Uid).ToHashSet(StringComparer.Ordinal);
        Result = Result with
        {
            Gone = time,
            Counts = [.. status.Clusters.Select(static cluster => new DemoRemovalCount(cluster.Name, cluster.ReplicasBefore ?? 0, cluster.ReplicasAfter ?? 0))],
            Others =
            [
                .. from cluster in status.Clusters
                   from death in fleet.Deaths.Since(cluster.Name, cluster.MarkedTime ?? Result.Asked ?? time)
                   where !named.Contains(death.Uid)
                   select death.ToString(),
            ],
        };
    }

    private string FaultOf(ScaleInStatus status)
    {
        if (Result.Others.Count > 0) return $"others went, too: {string.Join(", ", Result.Others)}";
        return status.Phase == ScaleInPhase.Completed && Result.Gone is not null ? "" : $"phase {status.Phase}{Words(status)}";
    }

    private string Others() => Result.Others.Count == 0 ? "and no other" : $"and so are {string.Join(", ", Result.Others)}";

    private static string Words(ScaleInStatus status)
    {
        var words = string.Join("; ", [.. status.Refusals.Select(static refusal => refusal.Message), .. status.Ending is { } ending ? [ending.Message] : Array.Empty<string>(), .. status.WaitsFor]);
        return words.Length == 0 ? "" : $": {words}";
    }

    private static string NameOf(int asked) => asked == 1 ? DemoStory.BadPods : $"{DemoStory.BadPods}-{asked}";
}
