using System.Text.Json.Nodes;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace FedScaler.Kube.Json;

/// <summary>
/// Builds JSON from parser events, counting depth and nodes as it goes: a representation model would be built whole,
/// and recursively, before its size could be judged.
/// </summary>
internal sealed class YamlReader(TextReader text, YamlLimits limits)
{
    private const string MergeKey = "<<";
    private readonly Parser _parser = new(text);
    private readonly Dictionary<AnchorName, JsonNode?> _anchors = [];
    private int _nodes;

    public List<JsonNode> ReadDocuments()
    {
        try
        {
            var documents = new List<JsonNode>();
            _parser.Consume<StreamStart>();
            while (_parser.TryConsume<DocumentStart>(out _))
            {
                _anchors.Clear();
                if (ReadNode(0) is { } document) documents.Add(document);
                _parser.Consume<DocumentEnd>();
            }

            return documents;
        }
        catch (YamlException e)
        {
            // The parser's message may quote the text, and a kubeconfig's text holds credentials.
            throw new YamlFormatException("not well-formed YAML", e.Start.Line, e.Start.Column, e.InnerException);
        }
        catch (Exception e) when (e is InvalidOperationException or ArgumentException or IndexOutOfRangeException)
        {
            // The parser's own slips at some texts that are malformed: a plain scalar in a flow sequence that never ends is one.
            var at = _parser.Current?.End ?? Mark.Empty;
            throw new YamlFormatException("not well-formed YAML", at.Line, at.Column);
        }
    }

    private JsonNode? ReadNode(int depth)
    {
        var at = _parser.Current ?? throw new YamlFormatException("the text ends too soon", 1, 1);
        if (depth > limits.MaxDepth) throw Error(at, $"nested more than {limits.MaxDepth} deep");
        Count(at, 1);
        if (_parser.TryConsume<AnchorAlias>(out var alias)) return ReadAlias(alias, depth);
        var anchor = at is NodeEvent { Anchor.IsEmpty: false } node ? node.Anchor : AnchorName.Empty;
        var value = at switch
        {
            Scalar => YamlScalar.ToJson(_parser.Consume<Scalar>()),
            MappingStart => ReadMapping(depth),
            SequenceStart => ReadSequence(depth),
            _ => throw Error(at, "a value is missing"),
        };
        if (!anchor.IsEmpty) _anchors[anchor] = value;
        return value;
    }

    private JsonNode? ReadAlias(AnchorAlias alias, int depth)
    {
        if (!_anchors.TryGetValue(alias.Value, out var target)) throw Error(alias, "an alias without its anchor");
        var (size, height) = Measure(target);
        if (depth + height > limits.MaxDepth) throw Error(alias, $"nested more than {limits.MaxDepth} deep");
        Count(alias, size);
        return target?.DeepClone();
    }

    private JsonArray ReadSequence(int depth)
    {
        _parser.Consume<SequenceStart>();
        var array = new JsonArray();
        while (!_parser.TryConsume<SequenceEnd>(out _)) array.Add(ReadNode(depth + 1));
        return array;
    }

    private JsonObject ReadMapping(int depth)
    {
        _parser.Consume<MappingStart>();
        var own = new JsonObject();
        var merged = new List<JsonNode?>();
        while (!_parser.TryConsume<MappingEnd>(out _))
        {
            var at = _parser.Current!;
            if (!_parser.TryConsume<Scalar>(out var key)) throw Error(at, "a key has to be a scalar");
            Count(key, 1);
            var value = ReadNode(depth + 1);
            if (key is { Value: MergeKey, Style: ScalarStyle.Plain }) merged.Add(value);
            else if (!own.TryAdd(key.Value, value)) throw Error(key, "a key stands twice in one mapping");
        }

        foreach (var source in merged) Merge(own, source);
        return own;
    }

    /// <summary>YAML 1.1 merge: the mapping's own keys win, then the sources in their order.</summary>
    private void Merge(JsonObject target, JsonNode? source)
    {
        foreach (var mapping in source is JsonArray list ? list.ToArray() : [source])
        {
            if (mapping is not JsonObject fields) throw new YamlFormatException("only mappings can be merged", _parser.Current!.Start.Line, _parser.Current.Start.Column);
            foreach (var (key, value) in fields) target.TryAdd(key, value?.DeepClone());
        }
    }

    private void Count(ParsingEvent at, int nodes)
    {
        if (nodes > limits.MaxNodes - _nodes) throw Error(at, $"more than {limits.MaxNodes} values");
        _nodes += nodes;
    }

    private static (int Size, int Height) Measure(JsonNode? node)
    {
        var children = node switch
        {
            JsonObject fields => fields.Select(static field => field.Value),
            JsonArray items => items,
            _ => [],
        };
        var (size, height) = (1, 0);
        foreach (var child in children)
        {
            var inner = Measure(child);
            size += inner.Size;
            height = Math.Max(height, inner.Height + 1);
        }

        return (size, height);
    }

    private static YamlFormatException Error(ParsingEvent at, string message) => new(message, at.Start.Line, at.Start.Column);
}
