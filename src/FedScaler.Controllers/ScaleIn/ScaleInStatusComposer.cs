using System.Collections.Immutable;
using FedScaler.Api.Mapping;
using FedScaler.Api.ScaleIns;
using FedScaler.Core.ScaleIn;

namespace FedScaler.Controllers.ScaleIns;

/// <summary>Puts what was decided, and what it waits for, into a ScaleIn's status.</summary>
internal static class ScaleInStatusComposer
{
    private const int MostWaits = 100;

    /// <param name="waits">What it waits for, and what went wrong when it last wrote.</param>
    public static ScaleInStatus Compose(ScaleIn resource, RemovalProgress progress, ImmutableArray<string> waits, DateTimeOffset start, DateTimeOffset now)
    {
        var status = progress.WriteStatus() with
        {
            ObservedGeneration = resource.Metadata.Generation ?? 0,
            StartTime = start,
            CompletionTime = progress.IsEnded ? resource.Status?.CompletionTime ?? now.InWholeSeconds() : null,
            WaitsFor = [.. waits.Take(MostWaits).Select(static wait => ScaleInProgressWriter.Cut(wait))],
        };
        return status with { Conditions = ScaleInConditions.Of(resource, progress, status.WaitsFor).Tell(resource.Status?.Conditions, resource.Metadata.Generation, now) };
    }
}
