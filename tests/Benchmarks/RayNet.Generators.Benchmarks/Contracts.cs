using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace RayNet.Generators.Benchmarks;

/// <summary>A contracts file, so that the rules about it have work.</summary>
internal sealed class Contracts(string text) : AdditionalText
{
    private readonly SourceText _text = SourceText.From(text);

    public override string Path => "RayNet.Contracts.txt";

    public override SourceText GetText(CancellationToken cancellationToken = default) => _text;
}
