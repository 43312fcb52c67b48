using System.Globalization;

namespace FedScaler.Core.Splitting;

/// <summary>
/// Tells whether a split was made for these members and these wishes. A change means: split anew. Bounds of the whole fleet
/// are left out (they are met by adding or taking back seats), and so is whether a member answers (silence moves nothing).
/// </summary>
public static class SplitFingerprint
{
    // FNV-1a's offset and prime, 64 bit (draft-eastlake-fnv), a word a step: short enough for a status field, and nobody
    // gains from a collision here.
    private const ulong Offset = 14695981039346656037;
    private const ulong Prime = 1099511628211;
    private const string Format = "x16";
    private const int Digits = 16;

    /// <param name="policy">Its strategy and its spread count.</param>
    /// <param name="sortedMembers">In the ordinal order of their names.</param>
    /// <param name="known">An earlier fingerprint: returned itself where it still holds.</param>
    public static string Of(SplitPolicy policy, ReadOnlySpan<MemberSnapshot> sortedMembers, string? known)
    {
        Span<char> text = stackalloc char[Digits];
        var hash = Hash(policy, sortedMembers);
        hash.TryFormat(text, out _, Format, CultureInfo.InvariantCulture);
        return known is not null && text.SequenceEqual(known) ? known : new string(text);
    }

    private static ulong Hash(SplitPolicy policy, ReadOnlySpan<MemberSnapshot> sortedMembers)
    {
        var hash = Mix(Mix(Offset, (ulong)policy.Strategy), (ulong)policy.Spread);
        foreach (var member in sortedMembers)
        {
            if (member.Contact == MemberContact.Excluded) continue;
            foreach (var character in member.Name) hash = Mix(hash, character);
            hash = Mix(hash, Pair(member.Floor, member.Ceiling));
            hash = Mix(hash, Pair(member.Weight, member.Priority));
        }

        return hash;
    }

    private static ulong Pair(int high, int low) => unchecked(((ulong)(uint)high << 32) | (uint)low);

    // The high half is folded in as well: a multiplication alone carries differences upward only.
    private static ulong Mix(ulong hash, ulong value)
    {
        unchecked
        {
            hash = (hash ^ value) * Prime;
            return hash ^ (hash >> 32);
        }
    }
}
