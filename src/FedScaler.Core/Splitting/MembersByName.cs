using System.Collections.Immutable;

namespace FedScaler.Core.Splitting;

/// <summary>Members in the ordinal order of their names, in which every decision is made so that the order they come in means nothing.</summary>
internal static class MembersByName
{
    /// <summary>The same array where it is in order already, as a controller's is.</summary>
    public static ImmutableArray<MemberSnapshot> Of(ImmutableArray<MemberSnapshot> members)
    {
        for (var i = 1; i < members.Length; i++)
        {
            if (string.CompareOrdinal(members[i - 1].Name, members[i].Name) > 0)
                return members.Sort(static (a, b) => string.CompareOrdinal(a.Name, b.Name));
        }

        return members;
    }
}
