namespace FedScaler.Sandbox.Storage;

/// <summary>uids that are the same in every run with the same seed, and never twice in one.</summary>
internal sealed class UidSource(int seed)
{
    private readonly Random _random = new(seed);

    public string Next()
    {
        Span<byte> bytes = stackalloc byte[16];
        _random.NextBytes(bytes);
        bytes[6] = (byte)((bytes[6] & 0x0f) | 0x40); // version 4
        bytes[8] = (byte)((bytes[8] & 0x3f) | 0x80); // RFC 9562 variant
        return new Guid(bytes, bigEndian: true).ToString();
    }

    /// <summary>The five letters that end a generated name, out of the alphabet of apimachinery's util/rand (no vowels, no look-alikes).</summary>
    public string NameSuffix() => new(_random.GetItems<char>("bcdfghjklmnpqrstvwxz2456789", 5));
}
