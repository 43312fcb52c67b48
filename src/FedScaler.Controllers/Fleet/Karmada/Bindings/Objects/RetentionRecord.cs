using FedScaler.Runtime.Informers;

namespace FedScaler.Controllers.Fleet.Karmada.Bindings.Objects;

/// <summary>A ResourceInterpreterCustomization, as far as members' counts have to do with it.</summary>
/// <param name="ApiVersion">Of the kind that it customizes.</param>
/// <param name="Retains">It says what of a member's object Karmada leaves as it is.</param>
internal sealed record RetentionRecord(ObjectIdentity Identity, string ApiVersion, string Kind, bool Retains);
