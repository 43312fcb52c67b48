using System.Text;
using System.Text.Json.Nodes;

namespace FedScaler.Sandbox.ApiServer.Protobuf;

/// <summary>Reads protobuf's wire format (protobuf.dev/programming-guides/encoding) into the JSON that means the same.</summary>
internal static class ProtoReader
{
    private const int Varint = 0;
    private const int Fixed64 = 1;
    private const int Bytes = 2;
    private const int Fixed32 = 5;

    /// <exception cref="FormatException">The bytes are no such message.</exception>
    public static JsonObject Read(ReadOnlySpan<byte> data, ProtoMessage message)
    {
        var value = new JsonObject();
        while (!data.IsEmpty)
        {
            var key = TakeVarint(ref data);
            var number = (int)(key >> 3);
            var field = message.Find(number);
            switch (key & 7)
            {
                case Varint:
                    var integer = (long)TakeVarint(ref data);
                    if (field is not null) value[field.Name] = field.Shape == ProtoShape.Flag ? integer != 0 : integer;
                    break;
                case Bytes:
                    var bytes = Take(ref data, checked((int)TakeVarint(ref data)));
                    if (field is not null) Set(value, field, bytes);
                    break;
                case Fixed64:
                    Take(ref data, 8);
                    break;
                case Fixed32:
                    Take(ref data, 4);
                    break;
                default:
                    throw new FormatException($"wire type {key & 7} of field {number} is unknown");
            }
        }

        return value;
    }

    private static void Set(JsonObject value, ProtoField field, ReadOnlySpan<byte> bytes)
    {
        switch (field.Shape)
        {
            case ProtoShape.Text:
                // Go writes empty strings out where JSON leaves them away.
                if (!bytes.IsEmpty) value[field.Name] = Encoding.UTF8.GetString(bytes);
                break;
            case ProtoShape.TextList:
                Child(value, field.Name, static () => new JsonArray()).Add((JsonNode)Encoding.UTF8.GetString(bytes));
                break;
            case ProtoShape.TextMap or ProtoShape.BytesMap:
                SetEntry(Child(value, field.Name, static () => new JsonObject()), bytes, field.Shape);
                break;
            case ProtoShape.Message when Read(bytes, field.Message!) is { Count: > 0 } nested:
                value[field.Name] = nested;
                break;
        }
    }

    /// <summary>A map's entry is a message of its key (1) and its value (2).</summary>
    private static void SetEntry(JsonObject map, ReadOnlySpan<byte> entry, ProtoShape shape)
    {
        var (key, value) = ("", shape == ProtoShape.BytesMap ? "" : null);
        while (!entry.IsEmpty)
        {
            var number = TakeVarint(ref entry) >> 3;
            var bytes = Take(ref entry, checked((int)TakeVarint(ref entry)));
            if (number == 1) key = Encoding.UTF8.GetString(bytes);
            else value = shape == ProtoShape.BytesMap ? Convert.ToBase64String(bytes) : Encoding.UTF8.GetString(bytes);
        }

        map[key] = value ?? "";
    }

    private static T Child<T>(JsonObject value, string name, Func<T> create)
        where T : JsonNode
    {
        if (value[name] is T known) return known;
        var child = create();
        value[name] = child;
        return child;
    }

    private static ulong TakeVarint(ref ReadOnlySpan<byte> data)
    {
        var value = 0UL;
        for (var shift = 0; shift < 64; shift += 7)
        {
            var next = Take(ref data, 1)[0];
            value |= (ulong)(next & 0x7f) << shift;
            if (next < 0x80) return value;
        }

        throw new FormatException("a number has more than 64 bits");
    }

    private static ReadOnlySpan<byte> Take(ref ReadOnlySpan<byte> data, int count)
    {
        if (count < 0 || count > data.Length) throw new FormatException("the message ends too soon");
        var taken = data[..count];
        data = data[count..];
        return taken;
    }
}
