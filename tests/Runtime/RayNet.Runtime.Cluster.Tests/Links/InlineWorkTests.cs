using RayNet.Runtime.Cluster.Links;
using RayNet.Runtime.Embedded;

namespace RayNet.Runtime.Cluster.Tests.Links;

public sealed class InlineWorkTests
{
    private readonly List<IThreadPoolWorkItem> _pool = [];
    private readonly InlineWork _inline;

    public InlineWorkTests() => _inline = new InlineWork(_pool.Add);

    [Fact]
    public void Who_lost_the_reading_before_the_first_item_takes_nothing_of_the_next_reader()
    {
        var first = new Work();
        var second = new Work();
        _inline.CaptureFor(0, isLone: true)!.TryKeep(first);
        Capture kept = _inline.Kept;

        _inline.OnTakeOver();
        InlineWork.Run(kept);
        _inline.CaptureFor(0, isLone: true)!.TryKeep(second);
        InlineWork.Run(kept);
        InlineWork.Run(_inline.Kept);

        Assert.Equal([first], _pool);
        Assert.Equal((0, 1), (first.Runs, second.Runs));
    }

    [Fact]
    public void What_is_held_up_gives_the_rest_to_the_pool()
    {
        var rest = new Work();
        var held = new Work(() => _inline.OnTakeOver());
        Capture kept = _inline.CaptureFor(0, isLone: true)!;
        kept.TryKeep(held);
        kept.TryKeep(rest);

        InlineWork.Run(_inline.Kept);

        Assert.Equal([rest], _pool);
        Assert.Equal((1, 0), (held.Runs, rest.Runs));
    }

    private sealed class Work(Action? run = null) : IThreadPoolWorkItem
    {
        internal int Runs { get; private set; }

        void IThreadPoolWorkItem.Execute()
        {
            Runs++;
            run?.Invoke();
        }
    }
}
