using RayNet.CompilerServices;

namespace RayNet.Abstractions.Tests.Transfer;

/// <summary>Who is told that a value lies in another process.</summary>
public sealed class LocatedCellTests
{
    [Fact]
    public void Whoever_needs_no_value_is_told_once_also_when_it_comes_later_and_the_others_wait_for_the_end()
    {
        ObjectCell call = CallZoo.All["values"]();
        var needsValue = new Recorder(isEnough: false);
        var early = new Recorder(isEnough: true);
        call.AddContinuation(needsValue);
        call.AddContinuation(early);
        call.SetLocation(new Place());

        var late = new Recorder(isEnough: true);
        call.AddLateContinuation(late);
        var afterwards = new Recorder(isEnough: false);
        call.AddLateContinuation(afterwards);

        Assert.Equal((1, 1), (early.Located, late.Located));
        Assert.True(call.TryFail(new InvalidOperationException("the end"), observed: true));
        Assert.Equal((0, 0), (early.Completed, late.Completed));
        Assert.Equal((1, 1), (needsValue.Completed, afterwards.Completed));
    }

    [Fact]
    public void Whoever_comes_after_the_end_hears_of_the_end_alone()
    {
        ObjectCell call = CallZoo.All["values"]();
        call.SetLocation(new Place());
        Assert.True(call.TryFail(new InvalidOperationException("the end"), observed: true));
        var late = new Recorder(isEnough: true);

        call.AddLateContinuation(late);

        Assert.Equal((0, 1), (late.Located, late.Completed));
    }

    private sealed class Place : ObjectLocation;

    private sealed class Recorder(bool isEnough) : CellContinuation
    {
        internal int Completed { get; private set; }

        internal int Located { get; private set; }

        internal override void OnCompleted(ObjectCell cell) => Completed++;

        internal override bool TryOnLocated(ObjectCell cell)
        {
            Located++;
            return isEnough;
        }
    }
}
