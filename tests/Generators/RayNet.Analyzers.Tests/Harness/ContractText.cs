using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;
using RayNet.Contracts;

namespace RayNet.Analyzers.Tests.Harness;

/// <summary>A project's contracts file, as the compiler passes it.</summary>
internal sealed class ContractText(string text) : AdditionalText
{
    public override string Path => ContractFile.Name;

    public override SourceText GetText(CancellationToken cancellationToken = default) => SourceText.From(text);
}
