namespace FedScaler.Sandbox.Simulation.Nodes;

/// <summary>The members of <c>fedscaler sandbox --members N</c>.</summary>
public static class MemberTemplates
{
    private static readonly (int Cpu, int MemoryGi)[] Sizes = [(4, 16), (8, 32), (16, 64), (32, 128)];

    private static readonly string[] Regions = ["shanghai", "beijing", "shenzhen"];

    private static readonly MemberTemplate[] First =
    [
        new("idc-a", 6, 8, 32, Labels("shanghai")),
        new("idc-b", 4, 16, 64, Labels("beijing")),
        new("cloud-c", 10, 4, 16, Labels("shanghai")),
    ];

    /// <summary>The three well-known members, then further ones (<c>member-4</c> and on) of sizes that the seed decides.</summary>
    public static IReadOnlyList<MemberTemplate> Create(int count, int seed)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        var random = new Random(seed);
        return [.. First.Take(count), .. Enumerable.Range(4, Math.Max(0, count - First.Length)).Select(number => Generate(number, random))];
    }

    private static MemberTemplate Generate(int number, Random random)
    {
        var (cpu, memory) = Sizes[random.Next(Sizes.Length)];
        return new($"member-{number}", random.Next(3, 13), cpu, memory, Labels(Regions[random.Next(Regions.Length)]));
    }

    private static Dictionary<string, string> Labels(string region) => new(StringComparer.Ordinal) { ["region"] = region };
}
