namespace FedScaler.Api.Validation;

/// <summary>What is wrong with one field.</summary>
/// <param name="Field">Path from the object's root, e.g. <c>spec.placement.clusters[1].weight</c>.</param>
/// <param name="Message">What is wrong and what would mend it, without the path.</param>
/// <param name="Reason">One of <see cref="FieldReasons"/>.</param>
public sealed record FieldError(string Field, string Message, string Reason = FieldReasons.Invalid)
{
    /// <inheritdoc/>
    public override string ToString() => Field.Length == 0 ? Message : $"{Field}: {Message}";
}
