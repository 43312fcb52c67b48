using FedScaler.Core.Splitting;

namespace FedScaler.Core.Tests.Splitting;

/// <summary>
/// The smallest closed loop: in every member an HPA follows its load within its bounds, nodes hold so many and no more, and
/// the splitter looks on, decides and writes. It knows nothing of the splitter's insides.
/// </summary>
internal sealed class World
{
    private readonly Dictionary<string, int> _capacity;
    private readonly Dictionary<string, int> _load;

    public World(Scenario start)
    {
        Now = start;
        _capacity = start.Fleet.Members.ToDictionary(static member => member.Name, static member => member.Fit ?? 0, StringComparer.Ordinal);
        _load = start.Fleet.Members.ToDictionary(static member => member.Name, static member => member.Wants, StringComparer.Ordinal);
    }

    public Scenario Now { get; set; }

    public int Moves { get; private set; }

    /// <summary>Everything decided is written, in as many steps as it takes; then the members' HPAs act.</summary>
    public FleetDecision Round(TimeSpan time)
    {
        var decision = Now.Decide();
        Now = Now with { Memory = decision.Memory };
        for (var step = 0; step < 20; step++)
        {
            var writes = ShareTransition.Next(Now.Fleet, decision, Transitions.Standing(Now.Fleet));
            if (writes.IsEmpty) break;
            Moves++;
            Write(writes);
        }

        Scale();
        Now = Now.Later(time);
        return decision;
    }

    public void Write(IEnumerable<ShareWrite> writes)
    {
        var standing = Transitions.Standing(Now.Fleet);
        foreach (var write in writes) write.Apply(standing);
        Now = Now.WithMembers(member => member.Contact != MemberContact.Live ? member : member with
        {
            Share = standing.TryGetValue(member.Name, out var share) ? share : null,
            Runs = standing.ContainsKey(member.Name) ? member.Runs : 0,
        });
    }

    public void Load(string name, int wants) => _load[name] = wants;

    /// <summary>Each HPA brings its target to what its load asks for, within its bounds; nodes hold what they hold.</summary>
    public void Scale() => Now = Now.WithMembers(member =>
    {
        if (member.Share is not { } share) return member with { Runs = 0, Wants = 0, Ready = 0, Unschedulable = 0, Fit = member.Fit is null ? null : _capacity[member.Name] };
        var runs = Math.Clamp(_load[member.Name], share.Min, share.Max);
        var ready = Math.Min(runs, _capacity[member.Name]);
        return member with
        {
            Runs = runs,
            Wants = Math.Max(_load[member.Name], share.Min),
            Ready = member.Fit is null ? runs : ready,
            Unschedulable = member.Fit is null ? 0 : runs - ready,
            Fit = member.Fit is null ? null : Math.Max(ready, _capacity[member.Name]),
        };
    });
}
