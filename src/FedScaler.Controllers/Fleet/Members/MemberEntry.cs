using System.Collections.Immutable;

namespace FedScaler.Controllers.Fleet.Members;

/// <summary>
/// One member of the fleet, from its declaration on the hub to that one's end. Its own reconcile changes it, one at a time;
/// anyone may read it. A federation adds what its kind of declaration says.
/// </summary>
/// <param name="uid">Of the declaration: one of the same name that comes later is another member.</param>
/// <param name="last">What was known of it in an earlier life of this service.</param>
internal abstract class MemberEntry(string name, string uid, MemberHealth last)
{
    private volatile MemberConnection? _current;
    private volatile MemberConnection? _next;
    private volatile MemberRefusal? _refusal;
    private volatile MemberHealth _last = last;

    public string Name { get; } = name;

    public string Uid { get; } = uid;

    public abstract ImmutableDictionary<string, string> Labels { get; }

    /// <summary>Why nothing may be written there, as the user asked for; null where writes are welcome.</summary>
    public abstract string? Paused { get; }

    /// <summary>The connection that is used; null while there is none.</summary>
    public MemberConnection? Current { get => _current; set => _current = value; }

    /// <summary>The one that is to take its place.</summary>
    public MemberConnection? Next { get => _next; set => _next = value; }

    /// <summary>Why there is no connection; null when there is one.</summary>
    public MemberRefusal? Refusal { get => _refusal; set => _refusal = value; }

    /// <summary>What was known when the last connection ended.</summary>
    public MemberHealth Last { get => _last; set => _last = value; }

    public MemberHealth Health => Current?.Health ?? Last;

    /// <summary>Which cluster it is, as far as was ever known.</summary>
    public virtual string? ClusterUid => Health.ClusterUid ?? Last.ClusterUid;

    public IEnumerable<MemberConnection> Connections => new[] { Current, Next }.OfType<MemberConnection>();

    public virtual FleetMember View()
    {
        var health = Health;
        var live = Refusal is null && health.IsLive;
        return new FleetMember(Name)
        {
            Labels = Labels,
            Paused = Paused is not null,
            Live = live,
            Reason = live ? null : Refusal?.Message ?? health.Reason,
            SilentSince = live ? null : health.SilentSince,
            LastContact = health.LastContact,
            ClusterUid = ClusterUid,
        };
    }
}
