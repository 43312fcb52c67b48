using FedScaler.Core.Splitting;

namespace FedScaler.Core.Tests.Splitting;

internal static class Transitions
{
    /// <summary>What the live members' API servers have.</summary>
    public static Dictionary<string, Share> Standing(FleetSnapshot fleet) => fleet.Members
        .Where(static member => member is { Share: not null, Contact: MemberContact.Live })
        .ToDictionary(static member => member.Name, static member => member.Share!.Value, StringComparer.Ordinal);

    public static void Apply(this ShareWrite write, Dictionary<string, Share> standing)
    {
        if (write is ShareWrite.Apply apply) standing[apply.Member] = apply.Share;
        else standing.Remove(write.Member);
    }
}
