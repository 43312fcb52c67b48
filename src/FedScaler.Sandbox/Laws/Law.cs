using FedScaler.Sandbox.Laws.History;

namespace FedScaler.Sandbox.Laws;

/// <summary>One law. It is shown every stored revision and every step of time, in order, and keeps what it has to remember itself.</summary>
internal abstract class Law(int number, string title)
{
    private readonly List<LawViolation> _violations = [];
    private long _checks;

    public IReadOnlyList<LawViolation> Violations => _violations;

    public LawTally Tally => new(number, title, _checks, _violations.Count);

    /// <summary>A change that the history holds already.</summary>
    public virtual void See(FleetChange change, FleetHistory history)
    {
    }

    /// <summary>The history has stood as it is up to <paramref name="now"/>.</summary>
    public virtual void Pass(DateTimeOffset now, FleetHistory history)
    {
    }

    /// <summary>Counts a comparison.</summary>
    /// <returns><paramref name="kept"/>, so that a breach can be put into words only where there is one.</returns>
    protected bool Holds(bool kept)
    {
        _checks++;
        return kept;
    }

    protected void Report(FleetChange change, string subject, long found, long allowed, string sentence) =>
        _violations.Add(new LawViolation(change.Time, change.Cluster, change.Revision, number, subject, found, allowed, sentence));

    /// <summary>Reports what the passing of time showed, at the last revision that touched the FedHPA.</summary>
    protected void Report(DateTimeOffset now, FedHpaRecord owner, long found, long allowed, string sentence) =>
        _violations.Add(new LawViolation(now, owner.LastCluster, owner.LastRevision, number, owner.Key.ToString(), found, allowed, sentence));
}
