using System.Collections.Immutable;
using FedScaler.Api.FedHpas;
using FedScaler.Api.Validation;
using FedScaler.Controllers.Fleet.Projections;

namespace FedScaler.Controllers.FedHpas;

/// <summary>What is read from a spec once, and not at every look: the same as long as the cache holds the very same object.</summary>
/// <param name="Errors">All that is wrong with it; empty when it can be acted on.</param>
/// <param name="TemplateHash"><see cref="HpaTemplate.Hash"/> of it.</param>
internal sealed record FedHpaReading(FedHpaSpec Spec, IReadOnlyList<FieldError> Errors, string TemplateHash)
{
    private readonly Dictionary<HpaSpecText, ImmutableArray<string>> _dropped = [];

    /// <summary>Paths of what is asked for and is not in a member's HPA that was written from this spec.</summary>
    public ImmutableArray<string> DroppedFrom(HpaSpecText there)
    {
        if (_dropped.TryGetValue(there, out var known)) return known;
        // Members say the same, or a few things: more than that is what they said before.
        if (_dropped.Count >= 16) _dropped.Clear();
        return _dropped[there] =
        [
            .. DroppedFields.Of(HpaTemplate.Metrics(Spec), there.Metrics, ".spec.metrics"), .. DroppedFields.Of(HpaTemplate.Behavior(Spec), there.Behavior, ".spec.behavior"),
        ];
    }

    public static FedHpaReading Of(FedHpaSpec spec) => new(spec, FedHpaValidator.Validate(spec), HpaTemplate.Hash(spec));
}
