using FedScaler.Kube.Json;
using FedScaler.Kube.Models;

namespace FedScaler.Runtime.Informers;

/// <summary>What an informer holds, and how.</summary>
/// <param name="Resource">The type to list and watch.</param>
/// <param name="Decoder">What is kept of each object; project what is held in great numbers.</param>
/// <param name="Identify">Reads an object's identity from what was kept.</param>
public sealed record InformerOptions<T>(ResourceType Resource, JsonDecoder<T> Decoder, Func<T, ObjectIdentity> Identify)
{
    /// <summary>Name of the cluster, for logs and metrics.</summary>
    public string Cluster { get; init; } = "";

    /// <summary>One namespace, or null for all of them.</summary>
    public string? Namespace { get; init; }

    public string? LabelSelector { get; init; }

    public string? FieldSelector { get; init; }

    /// <summary>Start with KEP-3157's streamed list; a server that does not know it is listed in the old way.</summary>
    public bool UseWatchList { get; init; } = true;

    /// <summary>
    /// Awaited before anything that was read is put into the cache; null admits all. What it throws is a failure like any
    /// other: what was read is dropped, and read again later.
    /// </summary>
    public Func<CancellationToken, ValueTask>? Admit { get; init; }

    /// <summary>
    /// Compare the whole list this often, at the end of a watch (these last 5 to 10 minutes); null (the default) trusts the
    /// watch. Finds what a server failed to tell.
    /// </summary>
    public TimeSpan? RelistEvery { get; init; }

    /// <summary>
    /// How long a watch may give nothing before it is opened anew, from where it came to; null (the default) however long. Servers
    /// send a bookmark a minute (bookmarkFrequency of k8s.io/apiserver's storage/cacher): a longer quiet may be a stream that hangs.
    /// </summary>
    public TimeSpan? LongestQuiet { get; init; }

    /// <summary>
    /// Whether a relist that lost <c>lost</c> of <c>before</c> objects looks like a wiped server rather than like deletions;
    /// by default more than half of two or more. The cache follows the server all the same, and
    /// <see cref="InformerStatus.Suspicious"/> tells the controllers to leave things as they are.
    /// </summary>
    public Func<int, int, bool> SuspiciousShrink { get; init; } = static (before, lost) => before >= 2 && lost > before / 2;

    /// <summary>A suspicion ends when the objects are back (half of them at least), or after this long.</summary>
    public TimeSpan SuspicionPeriod { get; init; } = TimeSpan.FromMinutes(5);
}
