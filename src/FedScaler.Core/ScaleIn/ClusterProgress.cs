using System.Collections.Immutable;

namespace FedScaler.Core.ScaleIn;

/// <summary>How far a removal has come in one cluster.</summary>
public enum ClusterStage
{
    /// <summary>Nothing has been written.</summary>
    Pending,

    /// <summary>Holding the HPA, marking pods, waiting for the barrier.</summary>
    Preparing,

    /// <summary>A commit may be written from here on.</summary>
    Committing,

    /// <summary>The count is lowered; waiting for the pods to go.</summary>
    Committed,

    /// <summary>What was held and marked is put back.</summary>
    Releasing,

    /// <summary>Nothing is left to do.</summary>
    Released,
}

/// <summary>One cluster of a removal, as status keeps it.</summary>
public sealed record ClusterProgress(string Name, ImmutableArray<PodProgress> Pods)
{
    private const int LongestNote = 1024;
    private const int MostNotes = 64;

    public ClusterStage Stage { get; init; }

    /// <summary>spec.replicas before.</summary>
    public int? Before { get; init; }

    /// <summary>spec.replicas after; absolute, never a difference.</summary>
    public int? Target { get; init; }

    /// <summary>What the HPA had before it was held; null where there is none, or it was not held yet.</summary>
    public AutoscalerOriginals? Autoscaler { get; init; }

    /// <summary>When the HPA was about to be held.</summary>
    public DateTimeOffset? HeldAt { get; init; }

    /// <summary>The label that proves the marks; null where no label is free.</summary>
    public BarrierLabel? Barrier { get; init; }

    /// <summary>When the pods were about to be marked.</summary>
    public DateTimeOffset? MarkedAt { get; init; }

    /// <summary>When the HPA may be let go; set once the commit was seen.</summary>
    public DateTimeOffset? ReleaseAt { get; init; }

    /// <summary>Pods that died in place of named ones. Always 0 under Exact, unless the world changed between barrier and deletion.</summary>
    public int Collateral { get; init; }

    /// <summary>What falls short of Exact, and what went otherwise than planned.</summary>
    public ImmutableArray<string> Notes { get; init; } = [];

    internal bool IsPodsDone => Pods.All(pod => pod.IsDone);

    /// <summary>Cut and limited as the CRD bounds them: a status that is too long could not be persisted at all.</summary>
    internal ClusterProgress Note(string text)
    {
        if (text.Length > LongestNote) text = $"{text[..(LongestNote - 1)]}…";
        return Notes.Contains(text, StringComparer.Ordinal) || Notes.Length >= MostNotes ? this : this with { Notes = Notes.Add(text) };
    }
}
