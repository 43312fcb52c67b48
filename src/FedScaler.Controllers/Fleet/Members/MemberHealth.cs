namespace FedScaler.Controllers.Fleet.Members;

/// <summary>How it stands with a connection to a member.</summary>
internal enum MemberPhase
{
    /// <summary>Not reached yet.</summary>
    Connecting,

    Live,

    /// <summary>It does not answer, or not that it is ready.</summary>
    Silent,

    /// <summary>It answers again, and is not believed yet.</summary>
    Returning,

    /// <summary>It answers, but a watch of ours hangs: this connection is of no more use.</summary>
    Hung,

    /// <summary>Another cluster answers: what this connection has read is of no more use.</summary>
    Replaced,
}

/// <summary>A connection's state, and the rules by which probes change it. Immutable, and knows no clock.</summary>
/// <param name="Reason">Why it is not live, in words for the user; null when it is.</param>
/// <param name="Code">The same in one word for programs.</param>
internal sealed record MemberHealth(MemberPhase Phase, string Code, string? Reason)
{
    /// <summary>Probes beyond those that a return takes, in which the watches may still show that they follow.</summary>
    private const int PatienceWithWatches = 2;

    public static readonly MemberHealth Initial = new(MemberPhase.Connecting, "Connecting", "not reached yet");

    public DateTimeOffset? LastContact { get; init; }

    public DateTimeOffset? SilentSince { get; init; }

    /// <summary>Since when probes have failed for the very reason that <see cref="Code"/> is; null while none does.</summary>
    public DateTimeOffset? CodeSince { get; init; }

    public string? ClusterUid { get; init; }

    public string? Version { get; init; }

    /// <summary>This connection has had an answer.</summary>
    public bool Reached { get; init; }

    public int GoodInRow { get; init; }

    public int BadInRow { get; init; }

    public bool IsLive => Phase == MemberPhase.Live;

    /// <summary>Nobody there can be heard: whether the member itself is silent is not known, and no time of silence runs.</summary>
    public bool IsCutOff { get; init; }

    /// <summary>A probe was answered well.</summary>
    /// <param name="followed">Whether no watch hangs.</param>
    /// <param name="probesToReturn">Good probes in a row that a return takes.</param>
    public MemberHealth Succeeded(DateTimeOffset now, bool followed, int probesToReturn)
    {
        var next = this with { LastContact = now, Reached = true, GoodInRow = GoodInRow + 1, BadInRow = 0 };
        return next.Phase switch
        {
            MemberPhase.Connecting => next.ToLive(),
            MemberPhase.Silent => next with
            {
                Phase = MemberPhase.Returning,
                GoodInRow = 1,
                Code = "Returning",
                CodeSince = null,
                Reason = "it answers again and is being read anew",
            },
            MemberPhase.Returning when next.GoodInRow >= probesToReturn && followed => next.ToLive(),
            MemberPhase.Returning when next.GoodInRow >= probesToReturn + PatienceWithWatches => next with
            {
                Phase = MemberPhase.Hung,
                Code = "WatchesHang",
                Reason = "it answers again, but its watches hang; it is being connected to anew",
            },
            _ => next,
        };
    }

    /// <summary>A probe was not answered, or badly.</summary>
    /// <param name="lasting">It failed for so long that this is enough. Of other failures it takes two in a row.</param>
    public MemberHealth Failed(DateTimeOffset now, bool lasting, string code, string reason)
    {
        var next = this with { GoodInRow = 0, BadInRow = BadInRow + 1 };
        return next.Phase switch
        {
            MemberPhase.Live when !lasting && next.BadInRow < 2 => next,
            MemberPhase.Replaced => next,
            _ => next with
            {
                Phase = MemberPhase.Silent,
                Code = code,
                Reason = Reached ? reason : "not reached yet: " + reason,
                IsCutOff = false,
                CodeSince = Code == code && CodeSince is { } since ? since : now,
                // Of a member that was only heard of in an earlier life of this service, the silence begins now; so it does of one
                // that could not be heard before.
                SilentSince = SilentSince ?? (IsCutOff ? now : Reached ? LastContact : LastContact is null ? null : now),
            },
        };
    }

    /// <summary>A probe was not answered, and the way there is broken.</summary>
    /// <inheritdoc cref="Failed"/>
    public MemberHealth CutOff(bool lasting, string reason)
    {
        var next = this with { GoodInRow = 0, BadInRow = BadInRow + 1 };
        return next.Phase switch
        {
            MemberPhase.Live when !lasting && next.BadInRow < 2 => next,
            MemberPhase.Replaced => next,
            _ => next with { Phase = MemberPhase.Silent, Code = "CutOff", Reason = reason, IsCutOff = true, SilentSince = null, CodeSince = null },
        };
    }

    /// <summary>It has told which cluster it is.</summary>
    public MemberHealth Identified(string uid, string? version) =>
        ClusterUid is not null && ClusterUid != uid
            ? this with { Phase = MemberPhase.Replaced, Code = "Replaced", Reason = $"another cluster answers there now ({uid})", ClusterUid = uid, Version = version }
            : this with { ClusterUid = uid, Version = version ?? Version };

    private MemberHealth ToLive() => this with { Phase = MemberPhase.Live, Code = "Reachable", Reason = null, SilentSince = null, IsCutOff = false };
}
