using FedScaler.Api.FedHpas;
using FedScaler.Core.Scheduling;
using FedScaler.Core.Splitting;
using FedScaler.Demo.Report;
using FedScaler.Sandbox.Laws;
using FedScaler.Sandbox.Simulation.Load;

namespace FedScaler.Demo;

/// <summary>Keeps what a run showed: a sample a look, and what changed between two looks.</summary>
internal sealed class DemoRecorder
{
    private readonly List<DemoSample> _samples = [];
    private readonly List<DemoEvent> _events = [];
    private readonly WindowRecorder _windows = new();

    public IReadOnlyList<DemoSample> Samples => _samples;

    public IReadOnlyList<DemoEvent> Events => _events;

    public IReadOnlyList<DemoWindow> Windows => _windows.Windows;

    public void Add(DemoEvent happened) => _events.Add(happened);

    /// <summary>Takes a sample and returns what has happened since the one before.</summary>
    public IReadOnlyList<DemoEvent> Take(LoadSample load, FedHpaStatus status, IReadOnlyList<ScheduleWindow> due)
    {
        var members = load.Members.Select(member => Member(member, status.Clusters.FirstOrDefault(cluster => cluster.Name == member.Member))).ToList();
        var bounds = new DemoBounds(status.EffectiveMinReplicas, status.EffectiveMaxReplicas, status.ActiveSchedules);
        var sample = new DemoSample(load.Time, load.Demand, load.Served, bounds, members);
        var before = _samples.LastOrDefault();
        // The clock's doings first: they are what the members' changes follow from, and may be a moment older than the look.
        var happened = _windows.Take(before?.Bounds, bounds, load.Time, due);
        _samples.Add(sample);
        return before is null ? happened : [.. happened, .. Changes(before, sample)];
    }

    /// <summary>The same look, for the judge of unserved demand.</summary>
    public static DemandSample Judged(LoadSample load, FedHpaStatus status, int maxReplicas) => new(
        load.Time, load.Demand, load.Served, maxReplicas,
        [.. status.Clusters.Select(cluster => new MemberRoom(
            cluster.Name, cluster.State is MemberState.Active or MemberState.Parked && load.Members.Any(member => member.Member == cluster.Name && member.InRotation),
            cluster.State == MemberState.Lent, cluster.CurrentReplicas, cluster.MaxReplicas ?? 0, cluster.CurrentReplicas + (cluster.FreeReplicas ?? 0)))]);

    private static MemberSample Member(MemberLoad load, FedHpaClusterStatus? status) => status is null
        ? new MemberSample(load.Member, "", 0, load.ReadyPods, null, null, 0, null, "not looked at yet")
        : new MemberSample(
            load.Member, status.State.ToString(), status.CurrentReplicas, status.ReadyReplicas, status.MinReplicas, status.MaxReplicas, status.DesiredReplicas,
            status.FreeReplicas is { } free ? status.CurrentReplicas + free : null, status.Reason ?? "");

    private static IEnumerable<DemoEvent> Changes(DemoSample before, DemoSample after)
    {
        for (var i = 0; i < after.Members.Count; i++)
        {
            var (old, now) = (before.Members[i], after.Members[i]);
            if (old.State.Length > 0 && old.State != now.State) yield return new DemoEvent(after.Time, DemoEventKind.Mark, now.Name, $"{old.State} → {now.State}: {now.Reason}");
            if (old.Max != now.Max) yield return new DemoEvent(after.Time, DemoEventKind.Move, now.Name, $"max {Words(old.Max)} → {Words(now.Max)}: {now.Reason}");
        }
    }

    private static string Words(int? count) => count?.ToString() ?? "none";
}
