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
    private volatile string? _twin;

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

    /// <summary>When it was declared: of two names for one cluster the older one counts; null where nobody knows.</summary>
    public virtual DateTimeOffset? DeclaredAt => null;

    /// <summary>The member declared before that is the same cluster under another name: two shares would fight over one HPA. Null for none.</summary>
    public string? Twin { get => _twin; set => _twin = value; }

    /// <summary>The same in words for the user; null where it is nobody's twin.</summary>
    public string? TwinReason => Twin is { } twin ? $"it is the same cluster as member {twin} (uid {ClusterUid} of its namespace kube-system): {TwinMend}" : null;

    /// <summary>What is to be done about a twin.</summary>
    protected abstract string TwinMend { get; }

    public IEnumerable<MemberConnection> Connections => new[] { Current, Next }.OfType<MemberConnection>();

    public virtual FleetMember View()
    {
        var health = Health;
        var twin = TwinReason;
        var live = Refusal is null && health.IsLive && twin is null;
        return new FleetMember(Name)
        {
            Labels = Labels,
            Paused = Paused is not null,
            Live = live,
            Reason = live ? null : Refusal?.Message ?? twin ?? health.Reason,
            // One that answers again is given up on no more, though it is not believed yet.
            SilentSince = live || (Refusal is null && health.Phase == MemberPhase.Returning) ? null : health.SilentSince,
            CutOff = !live && health.IsCutOff,
            // Of a twin nothing is heard that is its own.
            LastContact = twin is null ? health.LastContact : null,
            ClusterUid = ClusterUid,
            Unseen = live && Current?.Caches.Capacity.WhyUnreadable() is { } why ? $"its capacity is not known: {why}" : null,
        };
    }
}
