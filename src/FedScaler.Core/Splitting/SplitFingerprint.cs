using System.Globalization;

namespace FedScaler.Core.Splitting;

/// <summary>
/// Tells whether a split was made for these members and these wishes. A change means: split anew. Bounds of the whole fleet
/// are left out (they are met by adding or taking back seats), and so is whether a member answers (silence moves nothing).
/// </summary>
public static class SplitFingerprint
{
    // FNV-1a, 64 bit (draft-eastlake-fnv): short enough for a status field; nobody gains from a collision here.
    private const ulong Offset = 14695981039346656037;
    private const ulong Prime = 1099511628211;

    public static string Of(SplitPolicy policy, ReadOnlySpan<MemberSnapshot> sortedMembers)
    {
        var hash = Mix(Mix(Offset, (ulong)policy.Strategy), (ulong)policy.Spread);
        foreach (var member in sortedMembers)
        {
            if (member.Contact == MemberContact.Excluded) continue;
            foreach (var character in member.Name) hash = Mix(hash, character);
            hash = Mix(Mix(hash, (uint)member.Floor), (uint)member.Ceiling);
            hash = Mix(Mix(hash, (uint)member.Weight), unchecked((uint)member.Priority));
        }

        return hash.ToString("x16", CultureInfo.InvariantCulture);
    }

    private static ulong Mix(ulong hash, ulong value)
    {
        unchecked
        {
            for (var shift = 0; shift < 64; shift += 8) hash = (hash ^ ((value >> shift) & 0xff)) * Prime;
            return hash;
        }
    }
}
