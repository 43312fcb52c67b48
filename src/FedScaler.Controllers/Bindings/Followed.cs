using FedScaler.Api.ReplicaBindings;

namespace FedScaler.Controllers.Bindings;

/// <summary>What came of letting a binding follow its members.</summary>
/// <param name="Binding">As it then stands; null where nothing was written.</param>
/// <param name="IsEarly">A member that may yet answer has not been looked at: look again.</param>
internal readonly record struct Followed(ReplicaBinding? Binding, bool IsEarly = false);
