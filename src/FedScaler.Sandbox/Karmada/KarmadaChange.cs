using FedScaler.Sandbox.Storage;

namespace FedScaler.Sandbox.Karmada;

/// <summary>Something was stored on the hub or in a member.</summary>
/// <param name="Member">In which member; null for the hub.</param>
internal readonly record struct KarmadaChange(string? Member, StoreEvent Event);
