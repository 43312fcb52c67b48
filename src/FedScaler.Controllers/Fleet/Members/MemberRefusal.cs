namespace FedScaler.Controllers.Fleet.Members;

/// <summary>Why a member cannot be connected to.</summary>
/// <param name="Reason">One word for programs, as a condition's reason.</param>
/// <param name="Message">For people: which object and field, what is wrong, what mends it.</param>
internal sealed record MemberRefusal(string Reason, string Message);
