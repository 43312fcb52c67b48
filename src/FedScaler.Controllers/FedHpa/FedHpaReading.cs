using FedScaler.Api.FedHpas;
using FedScaler.Api.Validation;

namespace FedScaler.Controllers.FedHpas;

/// <summary>What is read from a spec once, and not at every look: the same as long as the cache holds the very same object.</summary>
/// <param name="Errors">All that is wrong with it; empty when it can be acted on.</param>
/// <param name="TemplateHash"><see cref="HpaTemplate.Hash"/> of it.</param>
internal sealed record FedHpaReading(FedHpaSpec Spec, IReadOnlyList<FieldError> Errors, string TemplateHash)
{
    public static FedHpaReading Of(FedHpaSpec spec) => new(spec, FedHpaValidator.Validate(spec), HpaTemplate.Hash(spec));
}
