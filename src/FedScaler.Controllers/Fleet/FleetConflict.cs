namespace FedScaler.Controllers.Fleet;

/// <summary>Why a target is not ours to scale: somebody else does, or what the user asks for elsewhere cannot be honoured.</summary>
/// <param name="Reason">In one word, for conditions.</param>
/// <param name="Message">Names the object and the field, and what would mend it.</param>
public sealed record FleetConflict(string Reason, string Message);
