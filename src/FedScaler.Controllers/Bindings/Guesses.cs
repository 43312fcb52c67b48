using FedScaler.Controllers.Fleet;

namespace FedScaler.Controllers.Bindings;

/// <summary>Which members that were never heard of count for nothing by now.</summary>
/// <param name="Silent">Those that do not answer.</param>
/// <param name="Unread">Those that answer, and where something cannot be read, such as for want of a right.</param>
internal readonly record struct Guesses(bool Silent, bool Unread)
{
    public bool Cover(FleetMember member, MemberView? view) => member.Live ? Unread && view is not MemberView.Unknown { Pending: true } : Silent;
}
